"""X.509 for the PDF's signature: a small authority of the issuer's own, and the certificate it gives each key.

RSA, because every PDF reader checks it and Open Badges asks for RS256 at least; the code in the corner is Ed25519.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from nbparcours.certificate.errors import need

AUTHORITY_YEARS, LEAF_YEARS = 20, 5
BITS = 3072
_PURPOSES = ("1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4")  # documents (RFC 9336); e-mail, which NSS's readers ask for


def new_key(bits: int = BITS) -> Any:
    """Draw an RSA key."""
    return need("cryptography.hazmat.primitives.asymmetric.rsa").generate_private_key(65537, bits)


def authority(key: Any, name: str) -> Any:
    """Return the issuer's own root: what a reader trusts once."""
    x509 = need("cryptography.x509")
    root = _begin(f"{name[:52]} (autorité)", name, key.public_key(), AUTHORITY_YEARS)
    root = root.issuer_name(_name(f"{name[:52]} (autorité)", name))
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    root = root.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return _sign(root, key)


def leaf(public: Any, name: str, root: Any, root_key: Any) -> Any:
    """Return a certificate that may sign documents and nothing else."""
    x509 = need("cryptography.x509")
    made = _begin(name[:64], name, public, LEAF_YEARS).issuer_name(root.subject)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    made = made.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(oid) for oid in _PURPOSES]), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())
    return _sign(made.add_extension(issuer, critical=False), root_key)


def empty_crl(root: Any, root_key: Any) -> Any:
    """Return the authority's list of withdrawn keys, empty: long-term signatures embed it."""
    x509 = need("cryptography.x509")
    now = datetime.now(UTC) - timedelta(hours=1)
    made = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(now)
    made = made.next_update(now + timedelta(days=365 * LEAF_YEARS)).add_extension(x509.CRLNumber(1), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())
    return _sign(made.add_extension(issuer, critical=False), root_key)


def _begin(common: str, organisation: str, public: Any, years: int) -> Any:
    x509 = need("cryptography.x509")
    now = datetime.now(UTC) - timedelta(hours=1)  # clocks differ
    made = x509.CertificateBuilder().subject_name(_name(common, organisation)).public_key(public)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now)
    made = made.not_valid_after(now + timedelta(days=365 * years))
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)


def _name(common: str, organisation: str) -> Any:
    x509 = need("cryptography.x509")
    parts = ((x509.NameOID.ORGANIZATION_NAME, organisation[:64]), (x509.NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts])


def _usage(**granted: bool) -> Any:
    names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    names += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return need("cryptography.x509").KeyUsage(**{name: granted.get(name, False) for name in names})


def _sign(builder: Any, key: Any) -> Any:
    return builder.sign(key, need("cryptography.hazmat.primitives.hashes").SHA256())
