"""Keys as others see them: the list of public ones that a verifier holds, and the one in hand that signs.

The list is plain JSON Web Keys, so that a browser reads it as it is.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbparcours.certificate.errors import CertificateFault
from nbparcours.course.places import Places
from nbparcours.course.text import Text

KID_BYTES = 4


@dataclass(frozen=True)
class PublicKey:
    """One key of an issuer as verifiers know it; `document` is the SHA-256 of the certificate that signs its PDFs."""

    kid: bytes
    raw: bytes
    issuer: Text
    demo: bool
    document: str = ""


@dataclass(frozen=True)
class DocumentKey:
    """What signs PDFs: a private key with its certificates (PEM), or the names of one that stays in a token."""

    chain: bytes
    pem: bytes = field(default=b"", repr=False)
    crl: bytes = b""
    token: dict[str, str] = field(default_factory=dict)
    pin: str = field(default="", repr=False)


@dataclass(frozen=True)
class SigningKey:
    """A private key, unlocked; it never shows in a representation, a log or a message."""

    public: PublicKey
    pem: str = field(repr=False)
    document: DocumentKey | None = field(default=None, repr=False)


def kid_of(raw: bytes) -> bytes:
    """Return a key's id: the first bytes of its SHA-256. A hint for look-up, never a proof."""
    return hashlib.sha256(raw).digest()[:KID_BYTES]


def public_list(places: Places) -> Path:
    """Return where this installation lists its public keys."""
    return places.certificates / "public-keys.json"


def public_keys(places: Places) -> tuple[PublicKey, ...]:
    """Return the public keys that this installation knows; none before the first certificate."""
    path = public_list(places)
    return read_public(path) if path.is_file() else ()


def read_public(path: Path) -> tuple[PublicKey, ...]:
    """Read a list of public keys."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["schema"] != 1:
            raise ValueError
        return tuple(_from_jwk(entry) for entry in data["keys"])
    except OSError:
        raise CertificateFault(f"the list of public keys {path} cannot be opened") from None
    except (ValueError, KeyError, TypeError):
        raise CertificateFault(f"{path} is not a list of public keys of this kit") from None


def write_public(path: Path, keys: Sequence[PublicKey]) -> None:
    """Write a list of public keys in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    part.write_text(json.dumps(listed(keys), ensure_ascii=False, indent=2) + "\n", "utf-8")
    part.replace(path)


def listed(keys: Sequence[PublicKey]) -> dict[str, Any]:
    """Return the list as it is published."""
    return {"schema": 1, "keys": [_to_jwk(key) for key in keys]}


def make_known(places: Places, key: PublicKey) -> None:
    """Add a key to this installation's list; an entry with the same id is replaced."""
    known = public_keys(places)
    if key not in known:
        write_public(public_list(places), (*(old for old in known if old.kid != key.kid), key))


def _to_jwk(key: PublicKey) -> dict[str, Any]:
    x = base64.urlsafe_b64encode(key.raw).decode().rstrip("=")
    names = {"issuer": key.issuer.model_dump(), "demo": key.demo}
    document = {"x5t#S256": key.document} if key.document else {}
    return {"kid": key.kid.hex(), "kty": "OKP", "crv": "Ed25519", "x": x, **names, **document}


def _from_jwk(entry: dict[str, Any]) -> PublicKey:
    raw = base64.urlsafe_b64decode(entry["x"] + "=")
    sound = (entry["kty"], entry["crv"], len(raw)) == ("OKP", "Ed25519", 32)
    if not sound or kid_of(raw).hex() != entry["kid"] or type(entry["demo"]) is not bool:
        raise ValueError
    document = str(entry.get("x5t#S256", ""))
    return PublicKey(kid_of(raw), raw, Text.model_validate(entry["issuer"]), entry["demo"], document)
