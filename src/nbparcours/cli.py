"""`nbparcours`: one verb for each thing that an author, a trainer or a learner does."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from nbparcours.cli_tasks import activities_file, counted, steps, told
from nbparcours.course.check import RULES
from nbparcours.course.check import check as run_check
from nbparcours.course.load import Course, load, load_sound
from nbparcours.course.places import Places
from nbparcours.course.problem import SourceError
from nbparcours.course.text import LANGUAGES

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
DEMO = "demo"
console = Console(stderr=True, highlight=False, soft_wrap=True)

Session = Annotated[str, typer.Argument(help="Name of the test session, for example 2026-12-rabat.")]


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


@app.command()
def check(
    explain: Annotated[bool, typer.Option("--rules", help="List the rules instead of checking them.")] = False,
) -> None:
    """Check the content: parity of the languages, citations, minutes, notebooks, bank."""
    if explain:
        for rule in RULES.values():
            print(f"{rule.code}  {rule.title}")
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


@app.command()
def build(what: Annotated[str, typer.Argument(help="all, notebooks or site.")] = "all") -> None:
    """Build the notebooks that learners open and the companion site."""
    from nbparcours.publish.notebooks import build_notebooks

    course, places = sound_course(), Places()
    if what not in {"all", "notebooks", "site"}:
        fail(f"{what!r} is nothing to build; say all, notebooks or site")
    with steps("Notebooks") as step:
        build_notebooks(course, places, step)
    if what != "notebooks":
        from nbparcours.publish.site import build_site
        from nbparcours.publish.site_source import SiteError

        try:
            with steps("Companion site") as step:
                build_site(course, places, step)
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
        release(DEMO)
    console.print("The course opens in your browser; its address follows. Ctrl-C ends it, your answers stay.")
    try:
        serve(Places(), port, browser, "ar" if lang == "ar" else "fr")
    except CannotStartError as error:
        fail(str(error))


@app.command()
def hub() -> None:
    """Start a small JupyterHub on this machine, with demonstration accounts and data of its own."""
    places = Places(data=Places().data / "hub")
    os.environ["NBPARCOURS_DATA"] = str(places.data)
    os.environ.pop("NBPARCOURS_EXCHANGE", None)
    places.trainer.mkdir(parents=True, exist_ok=True, mode=0o700)
    server = places.home / "deploy" / "server"
    (places.trainer / "nbgrader_config.py").write_text((server / "nbgrader_config.py").read_text("utf-8"), "utf-8")
    release(DEMO)
    address = os.environ.get("NBPARCOURS_HUB_URL", "http://127.0.0.1:8000")
    console.print(f"{address} · amina, youssef, salma · password: demonstration · Ctrl-C stops it")
    console.print(f"To grade what they hand in: NBPARCOURS_DATA={places.data} nbparcours grade {DEMO}")
    program = str(Path(sys.executable).with_name("jupyterhub"))
    # replaces this process, so that whatever stops the command stops the hub and its proxy
    os.execv(program, [program, "--config", str(server / "jupyterhub_config.py"), "--log-level", "WARN"])


@app.command()
def release(session: Session) -> None:
    """Open a session of the final test to learners."""
    from nbparcours.grading.nbgrader_adapter.release import release as run

    course = sound_course()
    with refusals(), counted("Release") as step:
        assignment = run(course, Places(), session, step)
    console.print(f"[green]✓[/] {assignment} is open to learners")


@app.command()
def grade(session: Session) -> None:
    """Collect what was handed in, grade it without running it, and return the results."""
    from nbparcours.grading.nbgrader_adapter.grade import grade as run

    course = sound_course()
    with refusals(), counted("Grade") as step:
        summary = run(course, Places(), session, step)
    for line in told(summary):
        print(line)
    raise typer.Exit(1 if summary.failed else 0)


@app.command()
def certify(session: Session) -> None:
    """Issue a certificate to everyone who passed and gave a name; who already has one keeps it."""
    from nbparcours.certificate import CertificateFault, issue
    from nbparcours.grading.nbgrader_adapter.results import results

    course, places = sound_course(), Places()
    with refusals():
        passed = [result for result in results(places, session) if result.passed]
    if not passed:
        fail("nobody has passed this session yet: grade it first, or wait")
    named = [result for result in passed if result.name]
    refused: list[str] = []
    others: list[str] = []
    with counted("Certify") as step:
        for index, result in enumerate(named, 1):
            try:
                issued = issue(places, course.settings, session, result.learner, result.name)
            except CertificateFault as fault:
                refused.append(f"{result.learner}: {fault}")
            else:
                print(issued.path)
                others += [result.learner] if issued.other_name else []
            step(result.learner, index, len(named))
    for line in refused:
        console.print(line, style="red", markup=False)
    for learner in others:
        console.print(f"{learner} gave another name since; the certificate issued before stands", markup=False)
    if without := len(passed) - len(named):
        console.print(f"{without} passed and gave no name for the certificate: ask, then certify again")
    raise typer.Exit(1 if refused else 0)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the grading room into its one sentence."""
    from nbparcours.grading.blueprint import RefusalError

    try:
        yield
    except RefusalError as error:
        fail(str(error))


@app.command()
def verify(
    source: Annotated[str, typer.Argument(help="A PDF, a picture of the QR, or the text in it.")],
    keys: Annotated[Path | None, typer.Option(help="List of public keys; by default this installation's.")] = None,
) -> None:
    """Say whether a certificate is valid. Needs no network."""
    from nbparcours.certificate import CertificateFault, public_keys, read_public, sentence
    from nbparcours.certificate import verify as run

    path = Path(source)
    try:
        verdict = run(path if _is_file(path) else source, read_public(keys) if keys else public_keys(Places()))
    except CertificateFault as fault:
        fail(str(fault))
    for lang in LANGUAGES:
        print(sentence(verdict, lang))
    raise typer.Exit(0 if verdict.status == "valid" else 1)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a pasted text is too long for a name
        return False


if __name__ == "__main__":
    sys.exit(app())
