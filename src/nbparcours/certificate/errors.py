"""What can go wrong, each as one sentence for whoever asked."""

import importlib
from typing import Any


class CertificateFault(Exception):  # noqa: N818 - an answer, not an accident
    """Nothing was issued or read; the message says why and what to do."""


class NameFault(CertificateFault):
    """The name cannot stand on a certificate."""


class MissingPart(CertificateFault):
    """A library of the extra `certificate` is not installed."""


def need(library: str) -> Any:
    """Import an optional library where it is used, so that the rest of the kit works without it."""
    try:
        return importlib.import_module(library)
    except ImportError:
        raise MissingPart(
            'certificates need some more libraries; install them with: pip install "nbparcours[certificate]"'
        ) from None
