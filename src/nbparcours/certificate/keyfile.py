"""Files that hold private keys: encrypted with a stretched passphrase, mode 0600, in a folder of mode 0700."""

import base64
import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbparcours.certificate.errors import CertificateFault, need

_SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26, "dklen": 32}


@dataclass(frozen=True)
class Secret:
    """A passphrase after scrypt: PEM's own key derivation is too quick to stand against guessing."""

    stretched: bytes = field(repr=False)

    @classmethod
    def of(cls, folder: Path, passphrase: str) -> "Secret":
        """Stretch `passphrase` with this folder's salt, drawn the first time."""
        salt = once(folder / "passphrase.salt", lambda: secrets.token_bytes(16)).read_bytes()
        return cls(hashlib.scrypt(passphrase.encode(), salt=salt, **_SCRYPT).hex().encode())


def write(path: Path, data: bytes) -> None:
    """Write a file for its owner's eyes only, whole or not at all."""
    _folder(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    _draft(part, data)
    part.replace(path)


def once(path: Path, make: Callable[[], bytes]) -> Path:
    """Write what `make` returns unless the file is there; when two processes do so at once, the first one's stays."""
    if not path.is_file():
        _folder(path.parent)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        _draft(part, make())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    path.chmod(0o600)
    return path


def ed25519() -> tuple[bytes, bytes]:
    """Draw an Ed25519 key; return its PEM, in the clear, and its public half."""
    key = need("cryptography.hazmat.primitives.asymmetric.ed25519").Ed25519PrivateKey.generate()
    return private(key), _raw(key)


def private(key: Any) -> bytes:
    """Return a key's PEM, in the clear."""
    form = need("cryptography.hazmat.primitives.serialization")
    return bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))


def load(path: Path) -> tuple[str, bytes]:
    """Read a key that needs no passphrase; return its PEM and its public half."""
    form = need("cryptography.hazmat.primitives.serialization")
    try:
        pem = path.read_text("ascii")
        return pem, _raw(form.load_pem_private_key(pem.encode(), password=None))
    except (OSError, ValueError, TypeError, AttributeError):
        raise CertificateFault(f"the key {path} cannot be read; restore it from the backup") from None


def lock(pem: bytes, secret: Secret) -> bytes:
    """Encrypt a PEM."""
    form = need("cryptography.hazmat.primitives.serialization")
    key = form.load_pem_private_key(pem, None)
    how = form.BestAvailableEncryption(secret.stretched)
    return bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, how))


def unlock(path: Path, secret: Secret) -> bytes:
    """Decrypt a PEM file; a wrong passphrase and a damaged file look the same."""
    form = need("cryptography.hazmat.primitives.serialization")
    try:
        return private(form.load_pem_private_key(path.read_bytes(), secret.stretched))
    except OSError:
        raise CertificateFault(f"the key {path} cannot be read; restore it from the backup") from None
    except (ValueError, TypeError):
        raise CertificateFault(f"the passphrase does not open {path.name}; nothing was signed") from None


def split(path: Path) -> tuple[bytes, bytes]:
    """Return the certificates of a file, and the authority's list behind them if there is one."""
    try:
        chain, mark, crl = path.read_bytes().partition(b"-----BEGIN X509 CRL")
    except OSError:
        raise CertificateFault(f"the certificates {path} cannot be read; restore them from the backup") from None
    return chain, mark + crl


def thumbprint(chain: bytes) -> str:
    """Return the SHA-256 of the first certificate, as JOSE writes it (`x5t#S256`)."""
    form = need("cryptography.hazmat.primitives.serialization")
    first = need("cryptography.x509").load_pem_x509_certificates(chain)[0]
    digest = hashlib.sha256(first.public_bytes(form.Encoding.DER)).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _raw(key: Any) -> bytes:
    form = need("cryptography.hazmat.primitives.serialization")
    return bytes(key.public_key().public_bytes(form.Encoding.Raw, form.PublicFormat.Raw))


def _folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _draft(part: Path, data: bytes) -> None:
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
