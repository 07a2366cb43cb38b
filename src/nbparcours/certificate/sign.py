"""From a claim to the text in the QR code, and back when the signature holds.

The text is `NBP1:` and the base45 of a COSE_Sign1 (RFC 9052) whose protected header names EdDSA and the key.
"""

from collections.abc import Sequence

from nbparcours.certificate.claim import Claim, from_cbor, to_cbor
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import KID_BYTES, PublicKey, SigningKey

PREFIX = "NBP1:"
LONGEST = 1000  # characters; an honest certificate has 420 at most
_EDDSA = -8
_HEAD = bytes.fromhex("d28449a201270444")  # tag 18, array of 4, header {1: -8, 4: four bytes}


class Altered(CertificateFault):
    """It claims to be a certificate, but is not what any known issuer signed."""


class UnknownIssuer(CertificateFault):
    """It is well formed, but none of the verifier's keys made it."""


class NotACertificate(CertificateFault):
    """It does not even claim to be a certificate of this kit."""


def seal(claim: Claim, key: SigningKey) -> str:
    """Sign the claim and write it as the QR code's text. The same claim and key give the same text."""
    cwt = need("cwt")
    signer = cwt.COSEKey.from_pem(key.pem, kid=key.public.kid)
    header = {1: _EDDSA, 4: key.public.kid}
    sealed = cwt.COSE.new().encode_and_sign(to_cbor(claim), signer, protected=header)
    return PREFIX + str(need("base45").b45encode(sealed).decode())


def unseal(text: str, keys: Sequence[PublicKey]) -> tuple[Claim, PublicKey]:
    """Return the claim and its issuer when the signature holds; raise one of the faults above when not."""
    sealed = _decode(text)
    kid = sealed[len(_HEAD) : len(_HEAD) + KID_BYTES]
    issuers = [key for key in keys if key.kid == kid]
    if not issuers:
        raise UnknownIssuer
    cwt = need("cwt")
    for issuer in issuers:
        verifier = cwt.COSEKey.new({1: 1, 2: kid, 3: _EDDSA, -1: 6, -2: issuer.raw})
        try:
            payload = cwt.COSE.new(verify_kid=True).decode(sealed, verifier)
            return from_cbor(payload), issuer
        except Exception:  # whatever a hostile message makes the library raise, the signature did not hold
            continue
    raise Altered


def _decode(text: str) -> bytes:
    if not text.startswith(PREFIX):
        raise NotACertificate
    body = text[len(PREFIX) :]
    if len(body) > LONGEST:
        raise Altered
    try:
        sealed = bytes(need("base45").b45decode(body))
    except ValueError:
        raise Altered from None
    if not _well_formed(sealed):
        raise Altered
    return sealed


def _well_formed(sealed: bytes) -> bool:
    """Admit one encoding only, so that not a byte can be added or changed outside the signature."""
    if not sealed.startswith(_HEAD):
        return False
    cbor2 = need("cbor2")
    try:
        message = cbor2.loads(sealed)
        _, unprotected, payload, signature = message.value
        same = cbor2.dumps(message, canonical=True) == sealed
    except Exception:  # as above: any failure to decode means the same
        return False
    return same and unprotected == {} and type(payload) is bytes and type(signature) is bytes
