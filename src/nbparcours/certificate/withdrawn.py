"""The signed list of what was withdrawn: which numbers, as of which day, and until when it may be relied on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nbparcours.certificate import serial
from nbparcours.certificate.claim import EPOCH
from nbparcours.certificate.cose import Altered, pack, unpack
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import PublicKey, SigningKey
from nbparcours.certificate.sign import read, spell

PREFIX = "NBR1:"
PURPOSE = b"NBR1"
FRESH_DAYS = 90
LONGEST = 2_000_000  # characters: about 100,000 numbers
_LAST_DAY = (date.max - EPOCH).days


@dataclass(frozen=True)
class Withdrawn:
    """A list as its issuer signed it; `erased` are certificates whose holder asked to be forgotten."""

    issued: date
    until: date
    revoked: frozenset[str]
    erased: frozenset[str]
    by: PublicKey | None = None

    def covers(self, key: PublicKey) -> bool:
        """Say whether it speaks of this key's certificates: an issuer's newer key speaks for its older ones."""
        return self.by is not None and (self.by.issuer, self.by.demo) == (key.issuer, key.demo)


def fresh(revoked: Sequence[str], erased: Sequence[str], today: date | None = None) -> Withdrawn:
    """Return a list that may be relied on for the next quarter."""
    today = today or date.today()
    return Withdrawn(today, today + timedelta(days=FRESH_DAYS), frozenset(revoked), frozenset(erased))


def seal(made: Withdrawn, key: SigningKey) -> str:
    """Sign a list and write it as one line of text."""
    days = [(day - EPOCH).days for day in (made.issued, made.until)]
    numbers = [sorted(map(serial.read, group)) for group in (made.revoked, made.erased)]
    fields = dict(enumerate([*days, *numbers], start=1))
    return spell(PREFIX, pack(need("cbor2").dumps(fields, canonical=True), key, PURPOSE))


def unseal(text: str, keys: Sequence[PublicKey]) -> Withdrawn:
    """Return the list when a known key signed it; raise a `CertificateFault` when not."""
    payload, by = unpack(read(PREFIX, text.strip(), LONGEST), keys, PURPOSE)
    try:
        fields = need("cbor2").loads(payload)
        days = [EPOCH + timedelta(days=_day(fields[at])) for at in (1, 2)]
        groups = [frozenset(serial.write(_number(raw)) for raw in fields[at]) for at in (3, 4)]
    except CertificateFault:
        raise
    except Exception:  # signed, and yet not of this form
        raise Altered from None
    return Withdrawn(days[0], days[1], groups[0], groups[1], by)


def _day(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LAST_DAY:
        raise Altered
    return value


def _number(raw: Any) -> bytes:
    if type(raw) is not bytes or len(raw) != serial.BYTES:
        raise Altered
    return raw
