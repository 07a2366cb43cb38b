"""Keys: the private one that signs, and the list of public ones that a verifier holds.

Until an issuer brings a key of its own, certificates are signed with a demo key that is made at first use.
The list is plain JSON Web Keys, so that a browser reads it as it is.
"""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.course.places import Places
from nbparcours.course.text import Text

DEMO_ISSUER = Text(fr="clé de démonstration du kit nbparcours", ar="مفتاح تجريبي لعدة nbparcours")
KID_BYTES = 4


@dataclass(frozen=True)
class PublicKey:
    """One issuer as verifiers know it."""

    kid: bytes
    raw: bytes
    issuer: Text
    demo: bool


@dataclass(frozen=True)
class SigningKey:
    """A private key; it never shows in a representation, a log or a message."""

    public: PublicKey
    pem: str = field(repr=False)


def kid_of(raw: bytes) -> bytes:
    """Return a key's id: the first bytes of its SHA-256. A hint for look-up, never a proof."""
    return hashlib.sha256(raw).digest()[:KID_BYTES]


def demo_key(places: Places) -> SigningKey:
    """Return this installation's demo key, made and listed at first use."""
    path = places.certificates / "keys" / "demo.pem"
    if not path.is_file():
        _make(path)
    path.chmod(0o600)
    key = _read_private(path)
    _list(public_list(places), key.public)
    return key


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
    text = json.dumps({"schema": 1, "keys": [_to_jwk(key) for key in keys]}, ensure_ascii=False, indent=2)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    part.write_text(text + "\n", "utf-8")
    part.replace(path)


def _list(path: Path, key: PublicKey) -> None:
    known = read_public(path) if path.is_file() else ()
    if key not in known:
        write_public(path, (*known, key))


def _make(path: Path) -> None:
    """Make a key; when two processes do so at once, the first one's stays."""
    ed25519 = need("cryptography.hazmat.primitives.asymmetric.ed25519")
    form = need("cryptography.hazmat.primitives.serialization")
    pem = ed25519.Ed25519PrivateKey.generate().private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _read_private(path: Path) -> SigningKey:
    form = need("cryptography.hazmat.primitives.serialization")
    try:
        pem = path.read_text("ascii")
        public = form.load_pem_private_key(pem.encode(), password=None).public_key()
        raw = public.public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)
    except (OSError, ValueError, TypeError):
        raise CertificateFault(f"the key {path} cannot be read; restore it from the backup") from None
    return SigningKey(PublicKey(kid_of(raw), raw, DEMO_ISSUER, demo=True), pem)


def _to_jwk(key: PublicKey) -> dict[str, Any]:
    x = base64.urlsafe_b64encode(key.raw).decode().rstrip("=")
    names = {"issuer": key.issuer.model_dump(), "demo": key.demo}
    return {"kid": key.kid.hex(), "kty": "OKP", "crv": "Ed25519", "x": x, **names}


def _from_jwk(entry: dict[str, Any]) -> PublicKey:
    raw = base64.urlsafe_b64decode(entry["x"] + "=")
    sound = (entry["kty"], entry["crv"], len(raw)) == ("OKP", "Ed25519", 32)
    if not sound or kid_of(raw).hex() != entry["kid"] or type(entry["demo"]) is not bool:
        raise ValueError
    return PublicKey(kid_of(raw), raw, Text.model_validate(entry["issuer"]), entry["demo"])
