"""`nbparcours server`: what the administrator of a class's server does."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from nbparcours.cli_tasks import console, fail
from nbparcours.course.places import Places
from nbparcours.hub.accounts import AccountError
from nbparcours.hub.layout import Layout
from nbparcours.hub.settings import SettingsError, read
from nbparcours.hub.settings import path as settings_path

server = typer.Typer(no_args_is_help=True, help="Install, keep and remove the server of a class.")
ANY = {"allow_extra_args": True, "ignore_unknown_options": True}


def _layout() -> Layout:
    try:
        return Layout.of(read(), Places())
    except SettingsError as error:
        fail(str(error))


@server.command()
def proxy() -> None:
    """Run the proxy; systemd does this."""
    from nbparcours.hub.proxy import command

    line = command(_layout().settings, Places())
    os.execv(line[0], line)


@server.command(context_settings=ANY)
def desk(
    arguments: Annotated[list[str], typer.Argument(help="What to run there: grade SESSION, certify SESSION…")],
) -> None:
    """Run a command of the course as the desk: its account, its keys, its gradebook."""
    from nbparcours.hub.desk import become

    layout = _layout()
    os.environ |= become(layout, Places())
    line = [layout.settings.python or sys.executable, "-m", "nbparcours.cli", *arguments]
    os.execv(line[0], line)


@server.command()
def operator(name: str) -> None:
    """Give an operator of hub.toml a new password, and show it once."""
    from nbparcours.hub.operators import give_password

    layout = _layout()
    if name not in layout.settings.operators:
        fail(f"{name} is no operator; add the name to `operators` in hub.toml, then restart the hub")
    print(give_password(layout, name))


@server.command()
def metrics() -> None:
    """Show figures for Prometheus on this machine; systemd runs this."""
    from nbparcours.hub.metrics import serve

    serve(_layout())


@server.command()
def health() -> None:
    """Say what is wrong, one line each; nothing is, exit status 0."""
    from nbparcours.hub.health import faults

    found = list(faults(_layout()))
    for fault in found:
        print(fault)
    if found:
        raise typer.Exit(1)
    print("all is well")


@server.command()
def install(
    base: Annotated[Path, typer.Option(help="Where the program lies.")] = Path("/opt/nbparcours"),
    release: Annotated[Path | None, typer.Option(help="The built release to put into service.")] = None,
) -> None:
    """Put this release into service; `deploy/server/install` builds it first and calls this."""
    from nbparcours.hub.install import System, write_settings
    from nbparcours.hub.install import install as run

    system, release = System(base=base), release or Places().home
    write_settings(system, release)
    try:
        for line in run(system, _layout(), release):
            console.print(f"· {line}", markup=False)
    except (AccountError, OSError) as error:
        fail(f"{error}; nothing that people made was touched; run it again when mended")


@server.command()
def backup(keep: Annotated[int, typer.Option(help="How many archives stay.")] = 14) -> None:
    """Make one archive of everything that people made."""
    from nbparcours.hub.backup import BackupError, prune
    from nbparcours.hub.backup import backup as run

    layout = _layout()
    try:
        print(run(layout, settings_path().parent))
    except BackupError as error:
        fail(str(error))
    prune(layout, keep)


@server.command()
def restore(archive: Path) -> None:
    """Put an archive back; stop the hub first. What is there now is put aside."""
    from nbparcours.hub.backup import BackupError
    from nbparcours.hub.backup import restore as run

    try:
        console.print(f"restored; what was there before: {run(_layout(), archive)}", markup=False)
    except BackupError as error:
        fail(str(error))


@server.command()
def uninstall(
    everything: Annotated[bool, typer.Option("--everything", help="Remove what people made, too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    base: Annotated[Path, typer.Option(help="Where the program lies.")] = Path("/opt/nbparcours"),
) -> None:
    """Remove the server; answers, results and accounts stay unless told."""
    from nbparcours.hub.install import System
    from nbparcours.hub.install import uninstall as run

    if everything and not yes:
        typer.confirm("Answers, results, keys, certificates and backups will be gone for ever. Go on?", abort=True)
    for line in run(System(base=base), _layout(), everything):
        print(f"· {line}")  # plainly: what would print it in colour has just been removed
