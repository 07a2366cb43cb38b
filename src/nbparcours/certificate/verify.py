"""Checking a certificate, offline: a verdict for everything that anyone may hold out, never an exception."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nbparcours.certificate import scan
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.keys import PublicKey
from nbparcours.certificate.sign import PREFIX, Altered, NotACertificate, UnknownIssuer, unseal

Status = Literal["valid", "altered", "unknown issuer", "not a certificate", "unreadable"]


@dataclass(frozen=True)
class Verdict:
    """What was found; claim and issuer are there only when valid, since otherwise they prove nothing."""

    status: Status
    claim: Claim | None = None
    issuer: PublicKey | None = None

    @property
    def demo(self) -> bool:
        """Say whether a demo key signed it: authentic, and worth nothing."""
        return self.issuer is not None and self.issuer.demo


def verify(source: Path | str, keys: Sequence[PublicKey]) -> Verdict:
    """Check a file (`Path`: PDF, PNG, JPEG, WebP or text) or a pasted text (`str`) against known issuers."""
    try:
        found = {_tidy(text) for text in scan.texts(source)} if isinstance(source, Path) else {_tidy(source)}
    except scan.Unreadable:
        return Verdict("unreadable")
    claimed = {text for text in found if text.startswith(PREFIX)}
    if len(claimed) > 1 or not found:
        return Verdict("unreadable")  # no code, or several: whose would the verdict be?
    return _judge(next(iter(claimed or found)), keys)


def _judge(text: str, keys: Sequence[PublicKey]) -> Verdict:
    try:
        claim, issuer = unseal(text, keys)
    except NotACertificate:
        return Verdict("not a certificate")
    except UnknownIssuer:
        return Verdict("unknown issuer")
    except Altered:
        return Verdict("altered")
    return Verdict("valid", claim, issuer)


def _tidy(text: str) -> str:
    """Undo what copying does to a text: line breaks, and spaces around it."""
    return text.replace("\r", "").replace("\n", "").replace("\t", "").strip()
