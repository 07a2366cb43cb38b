"""Where a batch is marked: here, in several processes, or on a Dask cluster. The results come in the batch's order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, TypeVar

from nbparcours.grading.blueprint import RefusalError

_In = TypeVar("_In")
_Out = TypeVar("_Out")


@dataclass(frozen=True)
class Spread:
    """How many processes of this machine, or the address of a Dask scheduler (`tls://…` on any network)."""

    jobs: int = 1
    scheduler: str = ""

    def map(self, work: Callable[[_In], _Out], parts: Iterable[_In]) -> Iterator[_Out]:
        """Yield `work(part)` for each part; raise `RefusalError` when the cluster cannot be used."""
        if self.scheduler:
            return self._cluster(work, parts)
        return self._processes(work, parts) if self.jobs > 1 else map(work, parts)

    def _processes(self, work: Callable[[_In], _Out], parts: Iterable[_In]) -> Iterator[_Out]:
        with ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn")) as pool:
            yield from _few_ahead(lambda part: pool.submit(work, part), parts, 2 * self.jobs)

    def _cluster(self, work: Callable[[_In], _Out], parts: Iterable[_In]) -> Iterator[_Out]:
        with closing(_client(self.scheduler)) as client:
            # pure=False: results of one grading are not kept on the cluster for another
            yield from _few_ahead(lambda part: client.submit(work, part, pure=False), parts, 2 * len(client.ncores()))


def _few_ahead(submit: Callable[[Any], Any], parts: Iterable[Any], ahead: int) -> Iterator[Any]:
    """Yield results in order with so many parts under way, so that a large class never stands in memory at once."""
    waiting: deque[Any] = deque()
    for part in parts:
        waiting.append(submit(part))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise RefusalError("--scheduler needs the cluster extra: pip install 'nbparcours[cluster]'") from None
    try:
        made: Any = Client
        return made(address, timeout=10)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise RefusalError(f"no Dask scheduler answers at {address} ({reason}); check the address") from None
