"""The issuer's private keys: drawn here, kept encrypted, readable by their owner alone.

Until an issuer makes keys of its own, certificates are signed with a demo key that is made at first use, needs no
passphrase, and marks every page as a specimen.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from nbparcours.certificate import keyfile, x509
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keyfile import Secret
from nbparcours.certificate.keys import DocumentKey, PublicKey, SigningKey, kid_of, make_known, public_keys
from nbparcours.course.places import Places
from nbparcours.course.text import Text

DEMO_ISSUER = Text(fr="clé de démonstration du kit nbparcours", ar="مفتاح تجريبي لعدة nbparcours")
_DEMO_BITS = 2048
SHORTEST = 12


@dataclass(frozen=True)
class Entry:
    """One key of the ring as its list shows it."""

    kid: str
    created: str
    retired: str = ""
    two_person: bool = False
    token: dict[str, str] | None = None


class Keyring:
    """The keys of one installation."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.folder = places.certificates / "keys"

    def entries(self) -> list[Entry]:
        """Return the issuer's own keys, oldest first; the demo key is not one of them."""
        try:
            return [Entry(**entry) for entry in json.loads((self.folder / "ring.json").read_text("utf-8"))["keys"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError):
            raise CertificateFault(f"{self.folder / 'ring.json'} cannot be read; restore it from the backup") from None

    def active(self) -> Entry | None:
        """Return the key that signs; None while there is only the demo key."""
        return next((entry for entry in reversed(self.entries()) if not entry.retired), None)

    def new(
        self, issuer: Text, passphrase: str, *, two_person: bool = False, document: DocumentKey | None = None
    ) -> PublicKey:
        """Draw a key and put it in service; the one that was in service retires, and still verifies."""
        if len(passphrase) < SHORTEST:
            raise CertificateFault(f"the passphrase has fewer than {SHORTEST} characters; choose a longer one")
        secret = Secret.of(self.folder, passphrase)
        document = document or self._document(issuer.fr, secret)
        pem, raw = keyfile.ed25519()
        public = PublicKey(kid_of(raw), raw, issuer, demo=False, document=keyfile.thumbprint(document.chain))
        home = self.folder / public.kid.hex()
        keyfile.write(home / "claim.pem", keyfile.lock(pem, secret))
        keyfile.write(home / "document.pem", keyfile.lock(document.pem, secret) if document.pem else b"")
        keyfile.write(home / "chain.pem", document.chain + document.crl)
        today = date.today().isoformat()
        old = [replace(entry, retired=entry.retired or today) for entry in self.entries()]
        make_known(self.places, public)
        self._write([*old, Entry(public.kid.hex(), today, "", two_person, document.token or None)])
        return public

    def unlock(self, passphrase: str, pin: str = "") -> SigningKey:
        """Return the key in service, opened with its passphrase."""
        entry = self.active()
        if entry is None:
            return demo_key(self.places)
        secret = Secret.of(self.folder, passphrase)
        home = self.folder / entry.kid
        pem = keyfile.unlock(home / "claim.pem", secret)
        chain, crl = keyfile.split(home / "chain.pem")
        private = b"" if entry.token else keyfile.unlock(home / "document.pem", secret)
        document = DocumentKey(chain, private, crl, entry.token or {}, pin)
        known = {key.kid.hex(): key for key in public_keys(self.places)}
        if entry.kid not in known:
            raise CertificateFault(f"key {entry.kid} is missing from public-keys.json; restore it from the backup")
        return SigningKey(known[entry.kid], pem.decode(), document)

    def _document(self, name: str, secret: Secret) -> DocumentKey:
        """Make a key for PDFs, certified by the issuer's own authority, which is made the first time."""
        root, root_key = self._authority(name, secret)
        key = x509.new_key()
        chain = _pem(x509.leaf(key.public_key(), name, root, root_key)) + _pem(root)
        return DocumentKey(chain, keyfile.private(key), _pem(x509.empty_crl(root, root_key)))

    def _authority(self, name: str, secret: Secret) -> tuple[Any, Any]:
        home = self.folder / "authority"
        if not (home / "authority.crt").is_file():
            key = x509.new_key()
            keyfile.write(home / "authority.pem", keyfile.lock(keyfile.private(key), secret))
            keyfile.write(home / "authority.crt", _pem(x509.authority(key, name)))
        form = need("cryptography.hazmat.primitives.serialization")
        key = form.load_pem_private_key(keyfile.unlock(home / "authority.pem", secret), None)
        return need("cryptography.x509").load_pem_x509_certificate((home / "authority.crt").read_bytes()), key

    def _write(self, entries: list[Entry]) -> None:
        text = json.dumps({"schema": 1, "keys": [vars(entry) for entry in entries]}, indent=2)
        keyfile.write(self.folder / "ring.json", text.encode() + b"\n")


def demo_key(places: Places) -> SigningKey:
    """Return this installation's demo key, made and listed at first use."""
    folder = places.certificates / "keys"
    pem, raw = keyfile.load(keyfile.once(folder / "demo.pem", lambda: keyfile.ed25519()[0]))
    made = keyfile.once(folder / "demo-document.pem", _demo_document).read_bytes()
    at = made.index(b"-----BEGIN CERTIFICATE")
    public = PublicKey(kid_of(raw), raw, DEMO_ISSUER, demo=True, document=keyfile.thumbprint(made[at:]))
    make_known(places, public)
    return SigningKey(public, pem, DocumentKey(made[at:], made[:at]))


def _demo_document() -> bytes:
    key = x509.new_key(_DEMO_BITS)
    root = x509.authority(key, "SPECIMEN nbparcours")
    return keyfile.private(key) + _pem(x509.leaf(key.public_key(), "SPECIMEN nbparcours", root, key)) + _pem(root)


def authority_file(places: Places) -> Path:
    """Return the certificate that a reader of PDFs imports once."""
    return places.certificates / "keys" / "authority" / "authority.crt"


def _pem(made: Any) -> bytes:
    return bytes(made.public_bytes(need("cryptography.hazmat.primitives.serialization").Encoding.PEM))
