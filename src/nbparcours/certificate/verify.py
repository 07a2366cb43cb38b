"""Checking a certificate, offline: a verdict for everything that anyone may hold out, never an exception."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nbparcours.certificate import scan
from nbparcours.certificate.claim import Claim, to_json
from nbparcours.certificate.keys import PublicKey
from nbparcours.certificate.sign import PREFIX, Altered, NotACertificate, UnknownIssuer, unseal
from nbparcours.certificate.trust import Trust
from nbparcours.certificate.withdrawn import Withdrawn

Status = Literal["valid", "altered", "unknown issuer", "revoked", "list too old", "not a certificate", "unreadable"]


@dataclass(frozen=True)
class Verdict:
    """What was found; claim and issuer are there only when the signature holds, since otherwise they prove nothing."""

    status: Status
    claim: Claim | None = None
    issuer: PublicKey | None = None
    listed: Withdrawn | None = None

    @property
    def demo(self) -> bool:
        """Say whether a demo key signed it: authentic, and worth nothing."""
        return self.issuer is not None and self.issuer.demo

    @property
    def erased(self) -> bool:
        """Say whether the holder asked to be forgotten: the signature still holds, the issuer knows no more."""
        return bool(self.claim and self.listed and self.claim.serial in self.listed.erased)

    def as_json(self) -> dict[str, Any]:
        """Return the verdict for programs; the claim is in the form of `claim.schema.json`."""
        return {
            "status": self.status,
            "claim": to_json(self.claim) if self.claim else None,
            "issuer": self.issuer.issuer.model_dump() if self.issuer else None,
            "demo": self.demo,
            "erased": self.erased,
            "fresh_until": self.listed.until.isoformat() if self.listed else None,
        }


def verify(source: Path | str, trust: Trust) -> Verdict:
    """Check a file (`Path`: PDF, PNG, JPEG, WebP or text) or a pasted text (`str`) against what is trusted."""
    try:
        found = {_tidy(text) for text in scan.texts(source)} if isinstance(source, Path) else {_tidy(source)}
        claimed = {text for text in found if text.startswith(PREFIX)}
        if len(claimed) > 1 or not found:
            return Verdict("unreadable")  # no code, or several: whose would the verdict be?
        verdict = _judge(next(iter(claimed or found)), trust)
        return Verdict("altered") if isinstance(source, Path) and _retouched(source, verdict, trust) else verdict
    except scan.Unreadable:
        return Verdict("unreadable")


def _retouched(source: Path, verdict: Verdict, trust: Trust) -> bool:
    """Say whether a genuine code stands in a PDF whose own signature is broken or somebody else's."""
    if verdict.issuer is None:
        return False
    own = {key.document for key in trust.keys if key.issuer == verdict.issuer.issuer and key.document}
    return scan.is_retouched(source, own)


def _judge(text: str, trust: Trust) -> Verdict:
    try:
        claim, issuer = unseal(text, trust.keys)
    except NotACertificate:
        return Verdict("not a certificate")
    except UnknownIssuer:
        return Verdict("unknown issuer")
    except Altered:
        return Verdict("altered")
    listed = trust.newest(issuer)
    if trust.withdraws(issuer, claim.serial):
        return Verdict("revoked", claim, issuer, listed)
    old = listed is None or listed.until < trust.today
    return Verdict("list too old" if old else "valid", claim, issuer, listed)


def _tidy(text: str) -> str:
    """Undo what copying does to a text: line breaks, and spaces around it."""
    return text.replace("\r", "").replace("\n", "").replace("\t", "").strip()
