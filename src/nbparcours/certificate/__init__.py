"""Certificates: a signed claim that says almost nothing, its page, its register, and how anyone checks it.

The libraries behind it are the optional extra `certificate`; importing this package needs none of them.
"""

from nbparcours.certificate.claim import Claim
from nbparcours.certificate.errors import CertificateFault, MissingPart, NameFault
from nbparcours.certificate.issue import Issued, issue
from nbparcours.certificate.keys import PublicKey, public_keys, read_public
from nbparcours.certificate.trust import Trust, trusted
from nbparcours.certificate.verify import Verdict, verify
from nbparcours.certificate.words import sentence

__all__ = [
    "CertificateFault",
    "Claim",
    "Issued",
    "MissingPart",
    "NameFault",
    "PublicKey",
    "Trust",
    "Verdict",
    "issue",
    "public_keys",
    "read_public",
    "sentence",
    "trusted",
    "verify",
]
