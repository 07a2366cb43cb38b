"""The commands of whoever issues, withdraws and checks certificates."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from nbparcours.cli_desk import Session
from nbparcours.cli_keys import keys, unlocked
from nbparcours.cli_tasks import counted, fail, faults, refusals, sound_course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbparcours.certificate import Verdict
    from nbparcours.certificate.register import Entry

certificates = typer.Typer()
certificates.add_typer(keys, name="keys")
console = Console(stderr=True, highlight=False, soft_wrap=True)

Serial = Annotated[str, typer.Argument(help="Number of the certificate, as printed on it.")]
Reason = Annotated[str, typer.Option(help="Why, for the audit log; no names.")]


@certificates.command()
def certify(
    session: Session,
    parcel: Annotated[Path | None, typer.Option("--zip", help="Also put all of them into this ZIP.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0 chooses.")] = 0,
    waive: Annotated[
        list[str] | None, typer.Option(help="Account of a learner to certify though activities are missing.")
    ] = None,
    reason: Reason = "",
) -> None:
    """Issue a certificate to everyone who passed, did the required activities and gave a name; return it with the
    result."""
    from nbparcours.certificate.parcel import pack
    from nbparcours.grading.nbgrader_adapter.certify import Waiver
    from nbparcours.grading.nbgrader_adapter.certify import certify as run

    if waive and not reason.strip():
        fail("--waive needs --reason: it goes into the audit log")
    course, places = sound_course(), Places()
    with refusals(), faults():
        key = unlocked(places)
        with counted("Certify") as step:
            done = run(course, places, session, key, step, jobs, Waiver(waive or (), reason))
        if parcel:
            pack(parcel, done.pages)
    for _, path in done.pages:
        print(path)
    for learner, why in done.refused:
        console.print(f"{learner}: {why}", style="red", markup=False)
    for learner in done.other_name:
        console.print(f"{learner} gave another name since; the certificate issued before stands", markup=False)
    for learner in done.not_returned:
        console.print(f"{learner}: the page could not be returned; run the command again", style="red", markup=False)
    for learner, why in done.incomplete:
        console.print(f"{learner} passed and is not certified: {why}", markup=False)
    if done.incomplete:
        console.print("To certify one of them all the same: --waive ACCOUNT --reason '…'", markup=False)
    if done.unnamed:
        console.print(f"{len(done.unnamed)} passed and gave no name for the certificate: ask, then certify again")
    raise typer.Exit(1 if done.refused or done.not_returned else 0)


@certificates.command()
def revoke(serial: Serial, reason: Reason = "") -> None:
    """Withdraw a certificate: the next list says so."""
    from nbparcours.certificate.lifecycle import revoke as run

    _end(run, serial, reason, f"{serial} is revoked")


@certificates.command()
def erase(serial: Serial, reason: Reason = "") -> None:
    """Forget the holder: their page and name go; the signature still verifies and the list says what happened."""
    from nbparcours.certificate.lifecycle import erase as run

    _end(run, serial, reason, f"{serial}: its holder's record is erased")


@certificates.command()
def reissue(
    session: Session,
    learner: Annotated[str, typer.Argument(help="Account of the learner.")],
    name: Annotated[str, typer.Option(help="Name to print; by default the one handed in last.")] = "",
    reason: Reason = "",
) -> None:
    """Make a learner's certificate anew with another number, and withdraw the one before."""
    from nbparcours.certificate.lifecycle import reissue as run
    from nbparcours.grading.nbgrader_adapter.certify import result_name

    course, places = sound_course(), Places()
    with refusals(), faults():
        name = name or result_name(course, places, session, learner)
        made = run(places, course.settings, session, learner, name, unlocked(places), reason)
    _returned(places, session)
    print(made.path)


@certificates.command()
def badge(serial: Serial) -> None:
    """Print a certificate as an Open Badges 3.0 credential (VC-JWT), with the same number."""
    from nbparcours.certificate.badge import write
    from nbparcours.certificate.lifecycle import claim_of

    course, places = sound_course(), Places()
    with faults():
        key = unlocked(places)
        print(write(course.settings, claim_of(places, serial), key))


@certificates.command()
def audit() -> None:
    """Print the register's log: when, who, what, which number, why; says so when a line was tampered with."""
    from nbparcours.certificate.register import Register

    with faults():
        for line in Register(Places()).log():
            print("\t".join(line))


@certificates.command()
def verify(
    source: Annotated[str, typer.Argument(help="A PDF, a picture of the QR, or the text in it.")],
    keys: Annotated[Path | None, typer.Option(help="List of public keys; by default this installation's.")] = None,
    listed: Annotated[Path | None, typer.Option("--list", help="List of what was withdrawn.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
) -> None:
    """Say whether a certificate is valid. Needs no network."""
    from nbparcours.certificate import trusted
    from nbparcours.certificate import verify as run

    path = Path(source)
    with faults():
        verdict = run(path if _is_file(path) else source, trusted(Places(), keys, listed))
    for line in [json.dumps(verdict.as_json(), ensure_ascii=False)] if as_json else _said(verdict):
        print(line)
    raise typer.Exit(0 if verdict.status == "valid" else 1)


def _end(act: "Callable[..., Entry]", serial: str, reason: str, said: str) -> None:
    """Do it in the register, give its learner the news, and say what is left to publish."""
    places = Places()
    with faults():
        entry = act(places, serial, unlocked(places), reason)
    _returned(places, entry.session)
    _told(said, places)


def _returned(places: Places, session: str) -> None:
    """Take the page out of what the learner fetches, or put the new one in."""
    from nbparcours.grading.nbgrader_adapter.certify import return_again

    with refusals():
        return_again(sound_course(), places, session)


def _told(what: str, places: Places) -> None:
    from nbparcours.certificate.trust import list_file

    console.print(f"[green]✓[/] {what}. Publish the new list: {list_file(places)}")


def _said(verdict: "Verdict") -> list[str]:
    from nbparcours.certificate import sentence

    return [sentence(verdict, lang) for lang in LANGUAGES]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a pasted text is too long for a name
        return False
