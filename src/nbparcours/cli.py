"""`nbparcours`: one verb for each thing that an author, a trainer or a learner does."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nbparcours.cli_certificate import certificates
from nbparcours.cli_desk import desk
from nbparcours.cli_server import server
from nbparcours.cli_session import DEMO, sessions
from nbparcours.cli_tasks import activities_file, counted, fail, sound_course, steps, told_figures
from nbparcours.course.check import RULES
from nbparcours.course.check import check as run_check
from nbparcours.course.load import load
from nbparcours.course.places import Places
from nbparcours.course.problem import SourceError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
console = Console(stderr=True, highlight=False, soft_wrap=True)
app.add_typer(desk)
app.add_typer(certificates)
app.add_typer(sessions)
app.add_typer(server, name="server")


@app.command()
def check(
    explain: Annotated[bool, typer.Option("--rules", help="List the rules instead of checking them.")] = False,
    measure: Annotated[
        bool, typer.Option("--figures", help="Print words, minutes, activities, reading level.")
    ] = False,
) -> None:
    """Check the content: parity of the languages, citations, minutes, notebooks, bank."""
    if explain:
        for rule in RULES.values():
            print(f"{rule.code}  {rule.title}")
        return
    if measure:
        print("\n".join(told_figures(load())))
        return
    try:
        problems = run_check(load())
    except SourceError as error:
        problems = error.problems
    for problem in problems:
        colour = "yellow" if problem.notice else "red"
        console.print(str(problem), style=colour, markup=False)
    faults = sum(not problem.notice for problem in problems)
    if faults:
        fail(f"{faults} to mend, {len(problems) - faults} to know")
    console.print(f"[green]✓[/] {len(RULES)} rules kept, {len(problems)} to know")


_BUILT = ("all", "notebooks", "site", "handouts", "exports", "atelier")


@app.command()
def build(what: Annotated[str, typer.Argument(help=f"{', '.join(_BUILT[:-1])} or {_BUILT[-1]}.")] = "all") -> None:
    """Build the notebooks that learners open and the companion site.

    `handouts` adds the site's PDFs, `exports` its files without network, `atelier` the course in JupyterLite.
    """
    from nbparcours.publish.notebooks import build_notebooks

    course, places = sound_course(), Places()
    if what not in _BUILT:
        fail(f"{what!r} is nothing to build; say {', '.join(_BUILT[:-1])} or {_BUILT[-1]}")
    with steps("Notebooks") as step:
        build_notebooks(course, places, step)
    if what == "notebooks":
        return
    from nbparcours.publish.atelier import build_atelier
    from nbparcours.publish.site import build_exports, build_handouts, build_site
    from nbparcours.publish.site_source import SiteError

    try:
        if what == "atelier":
            with steps("Atelier") as step:
                build_atelier(course, places, step)
        with steps("Companion site") as step:
            {"handouts": build_handouts, "exports": build_exports}.get(what, build_site)(course, places, step)
    except SiteError as error:
        fail(str(error))


@app.command()
def preview(
    name: Annotated[str, typer.Argument(help="A module (m3), its number (3), or a file of activities.")],
    port: Annotated[int, typer.Option(help="Port to use.")] = 8899,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Show every activity of a file in both languages side by side, drawn again at every save."""
    import asyncio
    import webbrowser

    from nbparcours.publish.preview import serve

    path = activities_file(name)
    if not path.is_file():
        fail(f"no file of activities for {name!r}: {path} is missing")
    address = f"http://127.0.0.1:{port}/"
    console.print(f"{path.name} at {address} · Ctrl-C ends it")
    if browser:
        webbrowser.open(address)
    try:
        asyncio.run(serve(path, Places(), port))
    except OSError as error:
        fail(f"port {port} cannot be used ({error.strerror}); name another with --port")
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


@app.command()
def start(
    demo: Annotated[bool, typer.Option(help="Also open the demonstration session of the final test.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the first page: fr or ar.")] = "fr",
    port: Annotated[int, typer.Option(help="Port to try first.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the course in JupyterLab, as a learner sees it."""
    from nbparcours.learner.start import CannotStartError, serve

    if demo:
        _demonstrate()
    console.print("The course opens in your browser; its address follows. Ctrl-C ends it, your answers stay.")
    try:
        serve(Places(), port, browser, "ar" if lang == "ar" else "fr")
    except CannotStartError as error:
        fail(str(error))


def _demonstrate() -> None:
    """Release the demonstration; one that was handed in before the course changed stays as it was handed in."""
    from nbparcours.grading.blueprint import RefusalError
    from nbparcours.grading.nbgrader_adapter.release import release, release_case

    course, places = sound_course(), Places()
    for run in (release, release_case):
        try:
            with counted("Release") as step:
                run(course, places, DEMO, step)
        except RefusalError as error:
            console.print(str(error), markup=False)


@app.command()
def hub() -> None:
    """Start a small JupyterHub on this machine, with demonstration accounts and data of its own."""
    from nbparcours.hub import demo

    state, address = Places().data / "hub", os.environ.get("NBPARCOURS_HUB_URL", "http://127.0.0.1:8000")
    os.environ |= demo.environment(state, address, int(os.environ.get("NBPARCOURS_HUB_PORT", "8081")))
    demo.prepare(Places(), state)
    _demonstrate()
    console.print(f"{address} · {', '.join(demo.LEARNERS)}, and {demo.TRAINER} who teaches · password: {demo.PASSWORD}")
    console.print(
        f"To grade what they hand in, at {demo.TRAINER}'s desk, or: {demo.spoken(state)} nbparcours grade {DEMO}"
    )
    console.print("Ctrl-C stops it")
    program = str(Path(sys.executable).with_name("jupyterhub"))
    config = Places().home / "deploy" / "server" / "demo_config.py"
    # replaces this process, so that whatever stops the command stops the hub and its proxy
    os.execv(program, [program, "--config", str(config), "--log-level", "WARN"])


if __name__ == "__main__":
    sys.exit(app())
