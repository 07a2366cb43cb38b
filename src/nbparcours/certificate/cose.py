"""One signed message: COSE_Sign1 (RFC 9052) with EdDSA and the key's id, in the only encoding that is admitted."""

from collections.abc import Sequence

from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import KID_BYTES, PublicKey, SigningKey

_EDDSA = -8
_HEAD = bytes.fromhex("d28449a201270444")  # tag 18, array of 4, header {1: -8, 4: four bytes}


class Altered(CertificateFault):
    """It claims to be a certificate, but is not what any known issuer signed."""


class UnknownIssuer(CertificateFault):
    """It is well formed, but none of the verifier's keys made it."""


def pack(payload: bytes, key: SigningKey, purpose: bytes = b"") -> bytes:
    """Sign `payload`; the signature of one purpose never passes for another's."""
    cwt = need("cwt")
    signer = cwt.COSEKey.from_pem(key.pem, kid=key.public.kid)
    header = {1: _EDDSA, 4: key.public.kid}
    return bytes(cwt.COSE.new().encode_and_sign(payload, signer, protected=header, external_aad=purpose))


def unpack(sealed: bytes, keys: Sequence[PublicKey], purpose: bytes = b"") -> tuple[bytes, PublicKey]:
    """Return the payload and whose it is when the signature holds; raise one of the faults above when not."""
    if not _well_formed(sealed):
        raise Altered
    kid = sealed[len(_HEAD) : len(_HEAD) + KID_BYTES]
    issuers = [key for key in keys if key.kid == kid]
    if not issuers:
        raise UnknownIssuer
    cwt = need("cwt")
    for issuer in issuers:
        verifier = cwt.COSEKey.new({1: 1, 2: kid, 3: _EDDSA, -1: 6, -2: issuer.raw})
        try:
            return cwt.COSE.new(verify_kid=True).decode(sealed, verifier, external_aad=purpose), issuer
        except Exception:  # whatever a hostile message makes the library raise, the signature did not hold
            continue
    raise Altered


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
