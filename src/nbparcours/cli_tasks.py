"""What the commands show while they work: a bar on a terminal, a line in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from nbparcours.course.places import Places
from nbparcours.grading.summary import Summary

console = Console(stderr=True, highlight=False)


@contextmanager
def steps(title: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that names the step under way."""
    with _progress() as progress:
        task = progress.add_task(title, total=None, detail="")

        def step(detail: str) -> None:
            progress.update(task, detail=detail)

        yield step
        progress.update(task, total=1, completed=1, detail="✓")


@contextmanager
def counted(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that takes the step under way, how many are done and how many there are."""
    with _progress() as progress:
        task = progress.add_task(title, total=None, detail="")

        def step(detail: str, done: int, total: int) -> None:
            progress.update(task, detail=detail, completed=done, total=max(total, 1))

        yield step
        progress.update(task, total=1, completed=1, detail="✓")


def told(summary: Summary) -> Iterator[str]:
    """Yield what a trainer reads at the end of a grading."""
    yield (
        f"{summary.assignment}: {summary.collected} collected, {summary.graded} graded, {summary.unchanged} as before, "
        f"{summary.feedback} results returned, {len(summary.rejected)} rejected, {len(summary.failed)} failed "
        f"({summary.seconds:.0f} s)"
    )
    for rejected in summary.rejected:
        yield f"rejected: {rejected.learner}: {rejected.reason} (kept in {rejected.quarantine})"
    for failed in summary.failed:
        yield f"failed: {failed.learner}: {failed.reason}"


def activities_file(name: str) -> Path:
    """Return the file of activities that `name` means: m3, 3 or a path; it need not be there."""
    number = name.removeprefix("m").zfill(2)
    folder = Places().modules / "activities"
    found = [] if name.endswith(".yml") else sorted(folder.glob(f"{number}-*.yml"))
    return found[0] if found else Path(name)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[detail]}"))
    return Progress(*columns, TimeElapsedColumn(), console=console)
