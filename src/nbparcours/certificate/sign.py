"""From a claim to the text in the QR code, and back when the signature holds: `NBP1:` and base45 of the message."""

from collections.abc import Sequence

from nbparcours.certificate.claim import Claim, from_cbor, to_cbor
from nbparcours.certificate.cose import Altered, UnknownIssuer, pack, unpack
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import PublicKey, SigningKey

__all__ = ["PREFIX", "Altered", "NotACertificate", "UnknownIssuer", "seal", "unseal"]

PREFIX = "NBP1:"
LONGEST = 1000  # characters; an honest certificate has 420 at most


class NotACertificate(CertificateFault):
    """It does not even claim to be a certificate of this kit."""


def seal(claim: Claim, key: SigningKey) -> str:
    """Sign the claim and write it as the QR code's text. The same claim and key give the same text."""
    return spell(PREFIX, pack(to_cbor(claim), key))


def unseal(text: str, keys: Sequence[PublicKey]) -> tuple[Claim, PublicKey]:
    """Return the claim and its issuer when the signature holds; raise `Altered`, `UnknownIssuer`, `NotACertificate`."""
    payload, issuer = unpack(read(PREFIX, text, LONGEST), keys)
    try:
        return from_cbor(payload), issuer
    except CertificateFault:
        raise Altered from None


def spell(prefix: str, sealed: bytes) -> str:
    """Write a message as text that a QR code and a keyboard can carry."""
    return prefix + str(need("base45").b45encode(sealed).decode())


def read(prefix: str, text: str, longest: int) -> bytes:
    """Read such a text, of a bounded length."""
    if not text.startswith(prefix):
        raise NotACertificate
    body = text[len(prefix) :]
    if len(body) > longest:
        raise Altered
    try:
        return bytes(need("base45").b45decode(body))
    except ValueError:
        raise Altered from None
