"""What the hub writes down: one JSON object a line, with no name and no address of anyone.

JupyterHub's own lines carry both. Names are learned as they pass (at start, at log-in) and replaced everywhere; so
are addresses, and whatever stands where an address of a page has a name.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

_PLACES = re.compile(r"(/(?:user|users|spawn|spawn-pending|spawn-status|stop|approve|groups)/)[^/\s?\"']+")
_WHO = re.compile(r"\([^()\s]*@[0-9a-fA-F.:]*\)")
_QUERY = re.compile(r"\?\S+")
_ADDRESS = re.compile(
    r"(?<![\d.])(?!127\.0\.0\.1)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|(?<![:\w])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]*"
)
_SESSION = re.compile(r"b'[^']*'")
_known: set[str] = set()


def hide(name: str) -> None:
    """Learn a name that must not be written down."""
    if name:
        _known.add(name)


def mask(text: str) -> str:
    """Return the text without names, addresses and query strings."""
    text = _SESSION.sub("b'~'", text)
    text = _QUERY.sub("?…", _WHO.sub("", _PLACES.sub(r"\1~", text)))
    for name in sorted((name for name in _known if name in text), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "~", text)
    return _ADDRESS.sub("~", text)


class Formatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "said": mask(record.getMessage()).strip(),
        }
        if record.exc_info:
            said["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def configuration(level: str) -> dict[str, Any]:
    """Return traitlets' logging configuration that uses it."""
    return {
        "formatters": {"line": {"()": "nbparcours.hub.logs.Formatter"}},
        "handlers": {"console": {"formatter": "line", "level": level}},
    }
