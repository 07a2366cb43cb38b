"""Issuing: one certificate for one learner in one session, however often and from wherever it is asked."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nbparcours.certificate import keyfile, pades, pdf, serial
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import SigningKey
from nbparcours.certificate.name import clean
from nbparcours.certificate.register import Entry, Register
from nbparcours.certificate.sign import seal
from nbparcours.course.places import Places
from nbparcours.course.settings import Settings


@dataclass(frozen=True)
class Issued:
    """A certificate on disk. `other_name`: it was issued before under another name, which stands."""

    serial: str
    path: Path
    already: bool
    other_name: bool = False


class Withdrawn(CertificateFault):
    """This learner's certificate was revoked or erased: another one needs a decision, not a repetition."""


def issue(
    places: Places,
    settings: Settings,
    session: str,
    learner: str,
    name: str,
    on: date | None = None,
    key: SigningKey | None = None,
) -> Issued:
    """Issue the learner's certificate of this session, or return the one that exists; by default with the demo key."""
    folder = _folder(places, session)
    name = clean(name)
    pdf.check_fonts(places, name)
    key = key or demo_key(places)
    register = Register(places)
    entry = register.reserve(serial.new(), session, learner, name, on or date.today(), key.public.kid.hex())
    path = folder / f"{entry.serial}.pdf"
    other = entry.name != register.hash("name", name)
    if entry.status in ("revoked", "erased"):
        raise Withdrawn(f"certificate {entry.serial} is {entry.status}; `nbparcours reissue` makes a new one")
    if entry.issued and path.is_file():
        return Issued(entry.serial, path, already=True, other_name=other)
    if entry.issued and other:
        raise CertificateFault(
            f"the page of certificate {entry.serial} is missing and the name has changed since; "
            "restore the page from the backup or give the first name"
        )
    page = make_page(places, settings, Claim(entry.serial, name, *_course(settings, entry)), key)
    fresh = register.settle(entry.serial, name, lambda: _put(path, page))
    return Issued(entry.serial, path, already=entry.issued or not fresh, other_name=other and not fresh)


def make_page(places: Places, settings: Settings, claim: Claim, key: SigningKey) -> bytes:
    """Set the page of a claim and sign it."""
    page = pdf.render(places, settings, claim, seal(claim, key), key.public)
    return pades.sign(page, key.document) if key.document else page


def _course(settings: Settings, entry: Entry) -> tuple[str, str, date, int]:
    return settings.id, settings.version, entry.on, settings.hours


def _folder(places: Places, session: str) -> Path:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", session):
        raise CertificateFault("a session's name is made of letters, digits, points, hyphens; 64 at most")
    return places.certificates / session


def _put(path: Path, page: bytes) -> bool:
    """Put the page in place whole or not at all; a page that is there already stays. Called under the lock."""
    if path.is_file():
        return False
    keyfile.write(path, page)
    return True
