"""The commands about a session: opening and closing it, more time for somebody, and the bank for other systems."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from nbparcours.cli_tasks import counted, fail, refusals, sound_course
from nbparcours.course.places import Places

sessions = typer.Typer()
console = Console(stderr=True, highlight=False, soft_wrap=True)
DEMO = "demo"

Session = Annotated[str, typer.Argument(help="Name of the test session, for example 2026-12-rabat.")]
_WHEN = "2026-12-01 or '2026-12-01 09:00' by this machine's clock, now, or never"


@sessions.command()
def release(
    session: Session,
    opens: Annotated[str, typer.Option(help=f"When it opens: {_WHEN}.")] = "",
    closes: Annotated[str, typer.Option(help=f"When it closes: {_WHEN}.")] = "",
    minutes: Annotated[int, typer.Option(help="Minutes that the test may take; 0 takes the limit away.")] = -1,
    attempts: Annotated[int, typer.Option(help="Sessions that a learner may take in all; 0 is no limit.")] = -1,
    case_study: Annotated[bool, typer.Option("--case-study", help="Open its optional case study instead.")] = False,
) -> None:
    """Open a session of the final test to learners, or change its times; what is not said stays as it is."""
    from nbparcours.grading.nbgrader_adapter.release import release as run
    from nbparcours.grading.nbgrader_adapter.release import release_case

    course, places = sound_course(), Places()
    times = {"opens": _moment(opens, time.min), "closes": _moment(closes, time.max), **_numbers(minutes, attempts)}
    said = {name: value for name, value in times.items() if value != ""}
    with refusals(), counted("Release") as step:
        assignment = (release_case if case_study else run)(course, places, session, step, said)
    if places.public_bank and not case_study and session != DEMO:
        console.print(
            "[yellow]![/] these questions are the public sample: whoever reads the repository reads the answers. For a "
            "real session keep a bank of your own and name its folder in NBPARCOURS_BANK"
        )
    console.print(f"[green]✓[/] {assignment} is released to learners{_told(places, course.settings.id, assignment)}")


def _numbers(minutes: int, attempts: int) -> dict[str, Any]:
    said = {"minutes": minutes, "attempts": attempts}
    return {name: value or None for name, value in said.items() if value >= 0}


def _moment(text: str, at: time) -> Any:
    """Return the moment, None for never, and "" when nothing was said; a day alone begins or ends at midnight."""
    if text in ("", "never"):
        return None if text else ""
    if text == "now":
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        fail(f"{text!r} is no time; write {_WHEN}")
    day = len(text.strip()) <= 10
    return (datetime.combine(found, at.replace(microsecond=0)) if day else found).astimezone(UTC)


def _told(places: Places, course_id: str, assignment: str) -> str:
    """Say when it is open, by this machine's clock."""
    from nbparcours.learner.session import Session as Times

    times = Times.read(places.exchange / course_id / "outbound" / assignment)
    said = [
        f"{word} {when.astimezone():%Y-%m-%d %H:%M}"
        for word, when in (("opens", times.opens), ("closes", times.closes))
        if when
    ]
    said += [f"{times.minutes} minutes"] if times.minutes else []
    return f" ({', '.join(said)})" if said else ""


@sessions.command("extra-time")
def extra_time(
    session: Session,
    learner: Annotated[str, typer.Argument(help="The learner's account.")],
    minutes: Annotated[int, typer.Argument(help="How many minutes more; 0 takes them back.")],
) -> None:
    """Give somebody more time for the test: prints the code that they type on its first page."""
    from nbparcours.grading.accommodation import give
    from nbparcours.grading.blueprint import assignment_of

    with refusals():
        assignment_of(session)
        code = give(Places().trainer, session, learner, minutes)
    print(code or f"{learner} has no more time than the others in {session}")


@sessions.command("export-bank")
def export_bank(
    format: Annotated[str, typer.Option(help="moodle-xml, or qti (version 2.1, a zip).")] = "moodle-xml",
    to: Annotated[Path, typer.Option(help="File to write.")] = Path("bank"),
    lang: Annotated[str, typer.Option(help="fr, ar, or both: one category or folder a language.")] = "both",
) -> None:
    """Write the bank, with its keys, for another system such as Moodle. Keep the file as private as the bank."""
    from nbparcours.grading.files import write_bytes
    from nbparcours.grading.moodle import moodle_xml
    from nbparcours.grading.qti import qti_package

    makers = {"moodle-xml": (moodle_xml, ".xml"), "qti": (qti_package, ".zip")}
    if format not in makers:
        fail(f"{format!r} is no format; say {' or '.join(makers)}")
    if lang not in ("fr", "ar", "both"):
        fail(f"{lang!r} is no language; say fr, ar or both")
    make, suffix = makers[format]
    course = sound_course()
    path = to if to.suffix else to.with_suffix(suffix)
    write_bytes(path, make(course, ("fr", "ar") if lang == "both" else (lang,)))  # type: ignore[arg-type]
    console.print(f"[green]✓[/] {len(course.bank)} items, with their keys, in {path}")
