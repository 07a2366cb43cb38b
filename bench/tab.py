"""What a browser tab asks of JupyterLab when it opens a page, and how much memory processes take: for both benches.

Recorded in Chromium (27 November 2026), ours and stock, without the static files, which cost a server nothing that
lasts. An error is an answer too: some of it is turned off.
"""

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_ALWAYS = (
    "api/me",
    "api/kernelspecs",
    "lab/api/settings",
    "lab/api/translations",
    "lab/api/translations/default",
    "lab/api/themes/@jupyterlab/theme-light-extension/index.css",
    "lab/api/workspaces/default",
    "api/contents/fr",
    "api/kernels",
    "api/sessions",
)
_PAGE = "api/contents/fr/{page}.ipynb?content=1&type=notebook"
_CHECKPOINTS = "api/contents/fr/{page}.ipynb/checkpoints"
PAGES = ("00-accueil", "01-comprendre-la-traite")


def asked(ours: bool, page: str) -> list[str]:
    """Return the requests of one page, ours or of stock JupyterLab."""
    first = f"doc/tree/fr/{page}.ipynb" if ours else f"lab/tree/fr/{page}.ipynb"
    more = ("nbparcours/progress",) if ours else ("lab/api/build", "api/nbconvert", "api/terminals", "lsp/status")
    return [first, *_ALWAYS, _PAGE.format(page=page), _CHECKPOINTS.format(page=page), *more]


def memory(pids: Iterable[int]) -> tuple[float, float]:
    """Return private (USS) and proportional (PSS) memory of processes, in MB."""
    uss = pss = 0
    for pid in pids:
        with contextlib.suppress(OSError):  # it ended meanwhile
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]:
                name, amount = line.split()[:2]
                pss += int(amount) if name == "Pss:" else 0
                uss += int(amount) if name in ("Private_Clean:", "Private_Dirty:") else 0
    return uss / 1024, pss / 1024


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # threads come and go
            found += [one for child in (task / "children").read_text("ascii").split() for one in family(int(child))]
    return found


def steady(measure: Callable[[], float]) -> None:
    """Wait until a figure stops growing: a kernel imports for a while after it was started."""
    before, same = 0.0, 0
    for _ in range(240):
        time.sleep(0.5)
        now = measure()
        same = same + 1 if abs(now - before) < 0.5 else 0
        if same == 6:
            return
        before = now
