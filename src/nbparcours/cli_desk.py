"""The trainer's commands: what happens between a session's hand-ins and its results."""

import json
import os
from typing import Annotated

import typer
from rich.console import Console

from nbparcours.cli_tasks import counted, refusals, rekeyed, sound_course, steps, told
from nbparcours.course.places import Places

desk = typer.Typer()
console = Console(stderr=True, highlight=False, soft_wrap=True)

Session = Annotated[str, typer.Argument(help="Name of the test session, for example 2026-12-rabat.")]


@desk.command()
def grade(
    session: Session,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to mark with.")] = 1,
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler to spread the marking over.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Collect what was handed in, grade it without running it, and return the results."""
    from nbparcours.grading.nbgrader_adapter.grade import grade as run
    from nbparcours.grading.nbgrader_adapter.grade import has_case
    from nbparcours.grading.spread import Spread

    course, places = sound_course(), Places()
    with refusals(), counted("Grade") as step:
        done = [run(course, places, session, step, Spread(jobs, scheduler))]
        if has_case(course, places, session):
            done.append(run(course, places, session, step, task="case-study"))
    if as_json:
        case = {"case_study": done[1].as_json()} if done[1:] else {}
        print(json.dumps(done[0].as_json() | case, ensure_ascii=False))
    else:
        for line in (line for summary in done for line in told(summary)):
            print(line)
    raise typer.Exit(1 if any(summary.failed for summary in done) else 0)


@desk.command()
def report(
    session: Session,
    browser: Annotated[bool, typer.Option(help="Open the report in the browser.")] = False,
) -> None:
    """Write a session's report: which questions to look at, in both languages, with tables for a spreadsheet."""
    import webbrowser

    from nbparcours.grading.nbgrader_adapter.session_report import write_report

    course = sound_course()
    with refusals(), steps("Report"):
        page = write_report(course, Places(), session)
    print(page)
    if browser:
        webbrowser.open(page.as_uri())


@desk.command()
def regrade(
    session: Session,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before changing results.")] = False,
) -> None:
    """Grade again after a key was corrected in the bank; first shows whose result changes, and keeps a trail."""
    from nbparcours.grading.nbgrader_adapter.regrade import preview
    from nbparcours.grading.nbgrader_adapter.regrade import regrade as run

    course = sound_course()
    with refusals(), steps("Preview"):
        plan = preview(course, Places(), session)
    for line in rekeyed(plan.keys, plan.moved):
        print(line)
    if not plan.keys:
        print("no key in the bank differs from the one that was used: nothing to change")
    if plan.keys and not yes and not typer.confirm("Change these results?"):
        raise typer.Exit(1)
    with refusals(), counted("Regrade") as step:
        done = run(course, Places(), session, step)
    for failed in done.failed:
        print(f"failed: {failed.learner}: {failed.reason}")
    raise typer.Exit(1 if done.failed else 0)


@desk.command()
def dashboard(
    port: Annotated[int, typer.Option(help="Port to use.")] = 8890,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the trainer's desk: dashboard and formgrader, in the browser."""
    from nbparcours.grading.dashboard.serve import command, environment, prepare

    places = Places()
    folder = prepare(places)
    console.print("The desk opens in your browser; Ctrl-C ends it, nothing is lost.")
    os.chdir(folder)
    line = command(places, port, browser)
    # replaces this process, so that whatever stops the command stops the server
    os.execve(line[0], line, {**os.environ, **environment(places)})
