"""The same certificate as an Open Badges 3.0 credential (VC-JWT, RS256), for those who ask for one.

It says what the page says and nothing more. The key is the one that signs the PDF: the standard wants RS256 at least.
"""

import base64
import json
from datetime import UTC, datetime, time
from typing import Any

from nbparcours.certificate import pades
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import PublicKey, SigningKey
from nbparcours.course.settings import Settings

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def write(settings: Settings, claim: Claim, key: SigningKey) -> str:
    """Return the credential as a compact JWT."""
    if key.document is None:
        raise CertificateFault("this key signs no documents; a badge needs one that does")
    made = credential(settings, claim, key.public)
    moment = int(_moment(claim).timestamp())
    header = {"alg": "RS256", "typ": "JWT", "jwk": _jwk(key.document.chain)}
    payload = {**made, "iss": made["issuer"]["id"], "jti": made["id"], "nbf": moment, "iat": moment}
    signed = f"{_json64(header)}.{_json64(payload)}"
    return f"{signed}.{_base64(pades.sign_text(signed.encode(), key.document))}"


def credential(settings: Settings, claim: Claim, issuer: PublicKey) -> dict[str, Any]:
    """Return what the credential says, before it is signed."""
    number = f"urn:nbparcours:{claim.serial}"
    specimen = "SPECIMEN. " if issuer.demo else ""
    return {
        "@context": CONTEXT,
        "id": number,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{specimen}{settings.title.fr} / {settings.title.ar}",
        "issuer": {
            "id": f"urn:nbparcours:issuer:{issuer.kid.hex()}",
            "type": ["Profile"],
            "name": f"{issuer.issuer.fr} / {issuer.issuer.ar}",
        },
        "validFrom": _moment(claim).isoformat().replace("+00:00", "Z"),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": claim.name, "identityType": "name"}
            ],
            "achievement": _achievement(settings, claim, specimen),
        },
    }


def _achievement(settings: Settings, claim: Claim, specimen: str) -> dict[str, Any]:
    french = f"Cours de {claim.hours} heures suivi à son rythme et test final réussi, version {claim.version}."
    arabic = f"دورة تكوينية ذاتية مدتها {claim.hours} ساعة واجتياز اختبارها النهائي بنجاح، النسخة {claim.version}."
    return {
        "id": f"urn:nbparcours:course:{claim.course}:{claim.version}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": f"{settings.title.fr} / {settings.title.ar}",
        "description": f"{specimen}{french} {arabic}",
        "criteria": {"narrative": f"{french} {arabic}"},
    }


def _moment(claim: Claim) -> datetime:
    return datetime.combine(claim.on, time(0), UTC)


def _jwk(chain: bytes) -> dict[str, str]:
    numbers = need("cryptography.x509").load_pem_x509_certificates(chain)[0].public_key().public_numbers()
    spelled = {
        name: _base64(number.to_bytes((number.bit_length() + 7) // 8, "big"))
        for name, number in (("n", numbers.n), ("e", numbers.e))
    }
    return {"kty": "RSA", **spelled}


def _json64(data: dict[str, Any]) -> str:
    return _base64(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
