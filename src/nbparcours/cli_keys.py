"""The issuer's keys: made, listed, rotated, given away. A passphrase comes from a prompt, a file or the environment."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from nbparcours.cli_tasks import faults
from nbparcours.course.places import Places
from nbparcours.course.text import Text

if TYPE_CHECKING:
    from nbparcours.certificate.keys import DocumentKey, SigningKey

keys = typer.Typer(no_args_is_help=True, help="The issuer's keys.")
console = Console(stderr=True, highlight=False, soft_wrap=True)

TwoPerson = Annotated[bool, typer.Option("--two-person", help="Two people type one half of the passphrase each.")]
Pkcs12 = Annotated[Path | None, typer.Option(help="Certificate of a provider for signing PDFs (.p12, .pfx).")]
Token = Annotated[str, typer.Option(help="PKCS#11 module of a token that signs PDFs.")]
Label = Annotated[str, typer.Option(help="Label of the token.")]
CertLabel = Annotated[str, typer.Option(help="Label of the certificate and key in the token.")]
Chain = Annotated[Path | None, typer.Option(help="PEM file of the token's certificate and those above it.")]


@keys.command()
def new(
    fr: Annotated[str, typer.Option(prompt="Nom de l'organisme en français", help="Issuer's name in French.")],
    ar: Annotated[str, typer.Option(prompt="اسم الجهة المصدرة بالعربية", help="Issuer's name in Arabic.")],
    two_person: TwoPerson = False,
    pkcs12: Pkcs12 = None,
    pkcs11_module: Token = "",
    pkcs11_token: Label = "",
    pkcs11_cert: CertLabel = "",
    pkcs11_chain: Chain = None,
) -> None:
    """Make a key and put it in service. The first one also makes the issuer's authority for PDF signatures."""
    from nbparcours.certificate.keyring import Keyring

    with faults():
        document = _imported(
            pkcs12, {"module": pkcs11_module, "token": pkcs11_token, "cert": pkcs11_cert}, pkcs11_chain
        )
        ring = Keyring(Places())
        made = ring.new(
            Text(fr=fr, ar=ar), _passphrase(two_person, twice=True), two_person=two_person, document=document
        )
    console.print(f"[green]✓[/] key {made.kid.hex()} is in service; back up {ring.folder} now, the passphrase apart")


@keys.command(name="list")
def show() -> None:
    """List the keys: id, since when, until when, who, and how it is kept."""
    from nbparcours.certificate.keyring import Keyring
    from nbparcours.certificate.keys import public_keys

    places = Places()
    with faults():
        ring = {entry.kid: entry for entry in Keyring(places).entries()}
        for key in public_keys(places):
            entry = ring.get(key.kid.hex())
            state = "demo, worth nothing" if key.demo else "public key only"
            if entry:
                state = f"retired {entry.retired}" if entry.retired else "in service"
                state += ", two people" if entry.two_person else ""
                state += f", PDFs signed by token {entry.token['token']}" if entry.token else ""
            print(f"{key.kid.hex()}  {entry.created if entry else '-':10}  {state}  {key.issuer.fr} / {key.issuer.ar}")


@keys.command()
def rotate(two_person: TwoPerson = False) -> None:
    """Replace the key in service by a new one of the same issuer; what the old one signed stays valid."""
    from nbparcours.certificate.errors import CertificateFault
    from nbparcours.certificate.keyring import Keyring

    places = Places()
    with faults():
        ring = Keyring(places)
        entry = ring.active()
        if entry is None:
            raise CertificateFault("there is no key to replace: `nbparcours keys new` makes the first one")
        passphrase = _passphrase(entry.two_person)
        old = ring.unlock(passphrase, _pin() if entry.token else "")
        kept = old.document if entry.token else None
        made = ring.new(old.public.issuer, passphrase, two_person=two_person or entry.two_person, document=kept)
    console.print(f"[green]✓[/] key {made.kid.hex()} replaces {entry.kid}; export the public keys again")


@keys.command(name="export-public")
def export_public(folder: Annotated[Path, typer.Argument(help="Where to write; nothing private goes there.")]) -> None:
    """Write what others need to verify: public keys, a fresh list of what was withdrawn, and the page that verifies."""
    from nbparcours.certificate.lifecycle import publish_list
    from nbparcours.certificate.public import export

    places = Places()
    with faults():
        publish_list(places, unlocked(places))
        for path in export(places, folder):
            print(path)


def unlocked(places: Places) -> "SigningKey":
    """Return the key in service, after asking for its passphrase; the demo key while there is no other."""
    from nbparcours.certificate.keyring import Keyring, demo_key

    ring = Keyring(places)
    entry = ring.active()
    if entry is None:
        console.print("No key of your own yet: signed with the demonstration key, every page says SPECIMEN.")
        return demo_key(places)
    return ring.unlock(_passphrase(entry.two_person), _pin() if entry.token else "")


def _imported(pkcs12: Path | None, token: dict[str, str], chain: Path | None) -> "DocumentKey | None":
    from nbparcours.certificate.imported import from_pkcs12, from_token

    if pkcs12:
        password = os.environ.get("NBPARCOURS_PKCS12_PASSWORD") or _ask(f"Password of {pkcs12.name}")
        return from_pkcs12(pkcs12, password)
    return from_token(token, chain) if token["module"] else None


def _passphrase(two_person: bool, *, twice: bool = False) -> str:
    """Find the passphrase; never an argument, which the shell's history would keep."""
    if found := os.environ.get("NBPARCOURS_PASSPHRASE"):
        return found
    if path := os.environ.get("NBPARCOURS_PASSPHRASE_FILE"):
        return _of_file(Path(path))
    if not two_person:
        return _ask("Passphrase", twice)
    return _ask("First person's half", twice) + _ask("Second person's half", twice)


def _of_file(path: Path) -> str:
    from nbparcours.certificate.errors import CertificateFault

    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise CertificateFault(f"the passphrase file {path} cannot be read") from None


def _pin() -> str:
    return os.environ.get("NBPARCOURS_PIN") or _ask("PIN of the token")


def _ask(what: str, twice: bool = False) -> str:
    from nbparcours.certificate.errors import CertificateFault

    if not sys.stdin.isatty():
        raise CertificateFault(
            "the key needs its passphrase: run this in a terminal, or name a file in NBPARCOURS_PASSPHRASE_FILE"
        )
    return str(typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True))
