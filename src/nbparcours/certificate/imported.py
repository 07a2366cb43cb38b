"""Keys for PDFs that come from elsewhere: a provider's certificate in a file, or one that never leaves its token."""

from pathlib import Path
from typing import Any

from nbparcours.certificate import keyfile
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import DocumentKey


def from_pkcs12(path: Path, password: str) -> DocumentKey:
    """Read a PKCS#12 file, as certification providers hand them out."""
    reader = need("cryptography.hazmat.primitives.serialization.pkcs12")
    try:
        key, first, others = reader.load_key_and_certificates(path.read_bytes(), password.encode())
    except (OSError, ValueError):
        raise CertificateFault(f"{path} does not open: not a PKCS#12 file, or another password") from None
    if key is None or first is None or not hasattr(key, "key_size") or not hasattr(key, "decrypt"):
        raise CertificateFault(f"{path} holds no RSA key with its certificate")
    return DocumentKey(b"".join(map(_pem, (first, *others))), keyfile.private(key))


def from_token(names: dict[str, str], chain: Path | None) -> DocumentKey:
    """Name a key in a PKCS#11 token; the chain is public and lies beside the other keys."""
    if not all(names.values()) or chain is None:
        raise CertificateFault("a token needs --pkcs11-module, --pkcs11-token, --pkcs11-cert and --pkcs11-chain")
    try:
        certificates = need("cryptography.x509").load_pem_x509_certificates(chain.read_bytes())
    except (OSError, ValueError):
        raise CertificateFault(f"{chain} holds no certificates in PEM") from None
    return DocumentKey(b"".join(map(_pem, certificates)), token=names)


def _pem(made: Any) -> bytes:
    return bytes(made.public_bytes(need("cryptography.hazmat.primitives.serialization").Encoding.PEM))
