"""What a certificate says, and all it says: number, name, course and version, date, hours.

The CBOR map has small integers for keys; `docs/certificate.md` specifies it for other verifiers.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nbparcours.certificate import serial
from nbparcours.certificate.errors import CertificateFault, NameFault, need
from nbparcours.certificate.name import clean

EPOCH = date(1970, 1, 1)
_LAST_DAY = (date.max - EPOCH).days
_TYPES = {1: bytes, 2: str, 3: str, 4: str, 5: int, 6: int}


@dataclass(frozen=True)
class Claim:
    """The signed statement. Score, e-mail, organisation and identity numbers are absent on purpose."""

    serial: str
    name: str
    course: str
    version: str
    on: date
    hours: int


def to_json(claim: Claim) -> dict[str, str | int]:
    """Return the claim as `claim.schema.json` describes it."""
    return {
        "serial": claim.serial,
        "name": claim.name,
        "course": claim.course,
        "version": claim.version,
        "date": claim.on.isoformat(),
        "hours": claim.hours,
    }


def to_cbor(claim: Claim) -> bytes:
    """Encode the claim in the one deterministic way (RFC 8949, 4.2.1)."""
    fields = {
        1: serial.read(claim.serial),
        2: claim.name,
        3: claim.course,
        4: claim.version,
        5: (claim.on - EPOCH).days,
        6: claim.hours,
    }
    return bytes(need("cbor2").dumps(fields, canonical=True))


def from_cbor(data: bytes) -> Claim:
    """Decode a claim; anything but exactly such a map is a `CertificateFault`."""
    cbor2 = need("cbor2")
    try:
        fields: Any = cbor2.loads(data)
        same = cbor2.dumps(fields, canonical=True) == data
    except Exception:  # the decoder of hostile bytes may raise anything; all of it means the same
        raise CertificateFault("the claim is not CBOR") from None
    if not same or not _sound(fields):
        raise CertificateFault("the claim does not have the form of a certificate")
    on = EPOCH + timedelta(days=fields[5])
    return Claim(serial.write(fields[1]), fields[2], fields[3], fields[4], on, fields[6])


def _sound(fields: Any) -> bool:
    """Check types and ranges; `type` and not `isinstance`, since True is an int."""
    if type(fields) is not dict or list(fields) != list(_TYPES):
        return False
    if any(type(fields[key]) is not kind for key, kind in _TYPES.items()):
        return False
    plain = all(0 < len(fields[key]) <= 40 and fields[key].isprintable() for key in (3, 4))
    ranges = len(fields[1]) == serial.BYTES and 0 <= fields[5] <= _LAST_DAY and 0 < fields[6] < 1000
    return plain and ranges and _is_name(fields[2])


def _is_name(name: str) -> bool:
    try:
        return clean(name) == name
    except NameFault:
        return False
