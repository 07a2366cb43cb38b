"""A server on which nobody runs code: the course needs no kernel, and what cannot run cannot read."""

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError


class NoKernels(AsyncMappingKernelManager):
    """Refuses to start one. Leaving out kernelspecs would not do: a kernel is started by name, listed or not."""

    async def start_kernel(self, **_: Any) -> str:
        """Refuse."""
        raise HTTPError(403, "Ce cours n'a pas besoin d'exécuter du code. / لا تحتاج هذه الدورة إلى تنفيذ أي برنامج.")
