"""What the commands show while they work: a bar on a terminal, a line in a log."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from nbparcours.course.load import Course, load_sound
from nbparcours.course.measure import figures
from nbparcours.course.places import Places
from nbparcours.course.problem import SourceError
from nbparcours.grading.rekey import KeyChange, Move
from nbparcours.grading.summary import Summary

console = Console(stderr=True, highlight=False)


def fail(message: str) -> NoReturn:
    """Say what is wrong and stop."""
    console.print(f"[bold red]✗[/] {message}", markup=True)
    raise typer.Exit(1)


def sound_course() -> Course:
    """Return the course, or say what is wrong with its sources."""
    try:
        return load_sound()
    except SourceError as error:
        for problem in error.problems:
            console.print(str(problem), markup=False)
        fail("the sources have faults; mend them, then try again")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the grading room into its one sentence."""
    from nbparcours.grading.blueprint import RefusalError

    try:
        yield
    except RefusalError as error:
        fail(str(error))


@contextmanager
def faults() -> Iterator[None]:
    """Turn a fault of the certificates' room into its one sentence."""
    from nbparcours.certificate import CertificateFault

    try:
        yield
    except CertificateFault as fault:
        fail(str(fault))


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


def told_figures(course: Course) -> Iterator[str]:
    """Yield a line for each module and language: how long it is, what is in it, how hard it reads."""
    for content in course.contents.values():
        for line in figures(content):
            yield (
                f"{line.module} {line.lang}: {line.words} words, {line.minutes:.0f} min, "
                f"{line.activities} activities of {line.kinds} kinds; {line.reading}"
            )


def told(summary: Summary) -> Iterator[str]:
    """Yield what a trainer reads at the end of a grading."""
    yield (
        f"{summary.assignment}: {summary.collected} collected, {summary.graded} graded, {summary.unchanged} as before, "
        f"{summary.feedback} results returned, {len(summary.rejected)} rejected, {len(summary.failed)} failed "
        f"({summary.seconds:.0f} s)"
    )
    for rejected in summary.rejected:
        yield f"rejected: {rejected.learner}: {rejected.reason} (kept in {rejected.quarantine})"
    for notice in summary.notices:
        yield f"to know: {notice.learner}: {notice.say('en')}"
    if summary.waiting:
        yield f"waiting: {summary.waiting} for a mark by hand in formgrader; their results are not returned yet"
    for failed in summary.failed:
        yield f"failed: {failed.learner}: {failed.reason}"


def rekeyed(keys: list[KeyChange], moved: list[Move]) -> Iterator[str]:
    """Yield what a regrade changes, before it does."""
    for change in keys:
        yield f"key of {change.item}: {json.dumps(change.before)} -> {json.dumps(change.after)}"
    for move in moved:
        outcome = ("not passed", "passed")
        told = f"{outcome[move.passed_before]} -> {outcome[move.passed_after]}"
        yield f"{move.learner}: {move.points_before:g} -> {move.points_after:g} points, {told}"


def activities_file(name: str) -> Path:
    """Return the file of activities that `name` means: m3, 3 or a path; it need not be there."""
    number = name.removeprefix("m").zfill(2)
    folder = Places().modules / "activities"
    found = [] if name.endswith(".yml") else sorted(folder.glob(f"{number}-*.yml"))
    return found[0] if found else Path(name)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[detail]}"))
    return Progress(*columns, TimeElapsedColumn(), console=console)
