"""What a verifier goes by: public keys, signed lists of what was withdrawn, and the day it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nbparcours.certificate import withdrawn
from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.keys import PublicKey, public_keys, read_public
from nbparcours.certificate.withdrawn import Withdrawn
from nbparcours.course.places import Places


@dataclass(frozen=True)
class Trust:
    """Nothing here comes from the certificate that is being checked."""

    keys: Sequence[PublicKey] = ()
    lists: Sequence[Withdrawn] = ()
    today: date = field(default_factory=date.today)

    def newest(self, key: PublicKey) -> Withdrawn | None:
        """Return the newest list that speaks of this key's certificates."""
        return max((one for one in self.lists if one.covers(key)), key=lambda one: one.issued, default=None)

    def withdraws(self, key: PublicKey, serial: str) -> bool:
        """Say whether any list withdraws it; an old list's word stands, since nothing is ever taken back."""
        return any(serial in one.revoked for one in self.lists if one.covers(key))


def list_file(places: Places) -> Path:
    """Return where this installation keeps its list of what was withdrawn."""
    return places.certificates / "withdrawn.txt"


def trusted(places: Places, keys: Path | None = None, listed: Path | None = None) -> Trust:
    """Gather what this installation knows, or what the two files say."""
    known = read_public(keys) if keys else public_keys(places)
    beside = (keys.parent / "withdrawn.txt") if keys else list_file(places)
    path = listed or (beside if beside.is_file() else None)
    return Trust(known, read_lists(path, known) if path else ())


def read_lists(path: Path, keys: Sequence[PublicKey]) -> list[Withdrawn]:
    """Read a file of lists, one a line."""
    try:
        lines = path.read_text("utf-8").split("\n")
        return [withdrawn.unseal(line, keys) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise CertificateFault(f"the list {path} cannot be opened") from None
    except CertificateFault:
        raise CertificateFault(f"{path} is not a list that one of the known issuers signed") from None
