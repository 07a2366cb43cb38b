"""What may become of a certificate: withdrawn, made anew, its holder forgotten; and the list that says so."""

from datetime import date
from pathlib import Path

from nbparcours.certificate import keyfile, scan, withdrawn
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.issue import Issued, issue
from nbparcours.certificate.keys import SigningKey, public_keys
from nbparcours.certificate.name import clean
from nbparcours.certificate.register import Entry, Register
from nbparcours.certificate.serial import new
from nbparcours.certificate.sign import PREFIX, unseal
from nbparcours.certificate.trust import list_file
from nbparcours.course.places import Places
from nbparcours.course.settings import Settings


def waive(places: Places, session: str, learner: str, name: str, key: SigningKey, reason: str) -> None:
    """Write down who decided, and why, that this learner is certified with activities missing; then `issue` may."""
    register = Register(places)
    kid = key.public.kid.hex()
    entry = register.reserve(new(), session, learner, clean(name), date.today(), kid)
    register.waive(entry.serial, reason)


def revoke(places: Places, serial: str, key: SigningKey, reason: str = "") -> Entry:
    """Withdraw a certificate; whoever checks it against the new list is told."""
    entry = Register(places).withdraw(serial, "revoked", reason)
    publish_list(places, key)
    return entry


def reissue(
    places: Places, settings: Settings, session: str, learner: str, name: str, key: SigningKey, reason: str = ""
) -> Issued:
    """Make a learner's certificate anew, with another number, and withdraw the one before."""
    register = Register(places)
    entry = register.of_learner(session, learner)
    if entry is None:
        raise CertificateFault(f"{learner} has no certificate of session {session}; `nbparcours certify` issues one")
    register.withdraw(entry.serial, "replaced", reason)
    made = issue(places, settings, session, learner, name, key=key)
    publish_list(places, key)
    return made


def erase(places: Places, serial: str, key: SigningKey, reason: str = "") -> Entry:
    """Forget the holder: the page and the name's hash go, the number stays so that its signature can be explained."""
    register = Register(places)
    entry = register.find(serial)
    register.withdraw(serial, "erased", reason)
    page_of(places, entry).unlink(missing_ok=True)
    publish_list(places, key)
    return entry


def publish_list(places: Places, key: SigningKey) -> Path:
    """Sign the list anew: what was withdrawn up to today, to be relied on for a quarter."""
    register = Register(places)
    revoked = [*register.serials("revoked", "replaced"), *register.revoked_before_erasure()]
    made = withdrawn.fresh(revoked, register.serials("erased"))
    path = list_file(places)
    keyfile.write(path, f"{withdrawn.seal(made, key)}\n".encode())
    path.chmod(0o644)
    return path


def page_of(places: Places, entry: Entry) -> Path:
    """Return where a certificate's page is, or was."""
    return places.certificates / entry.session / f"{entry.serial}.pdf"


def claim_of(places: Places, serial: str) -> Claim:
    """Return what a certificate says: only its page knows, the register does not."""
    page = page_of(places, Register(places).find(serial))
    found = [text for text in (scan.texts(page) if page.is_file() else []) if text.startswith(PREFIX)]
    if not found:
        raise CertificateFault(f"the page of certificate {serial} is not here; restore it from the backup")
    return unseal(found[0], public_keys(places))[0]


def page_for(places: Places, session: str, learner: str) -> Path | None:
    """Return the page to hand to this learner; None while there is none, and once it is withdrawn."""
    if not places.certificates.is_dir():
        return None
    entry = Register(places).of_learner(session, learner)
    path = page_of(places, entry) if entry and entry.issued else None
    return path if path and path.is_file() else None
