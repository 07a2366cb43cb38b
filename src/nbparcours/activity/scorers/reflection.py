"""Reflection: something was written, or thought."""

from typing import Any

#: What JavaScript's `trim` takes away, which is not what `str.strip` does.
_BLANKS = frozenset(
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def written(text: Any) -> bool:
    """Return whether `text` is a text with more than blanks in it."""
    return isinstance(text, str) and not _BLANKS.issuperset(text)


def score(key: dict[str, Any], value: Any) -> float:
    """Return 1 for words, or for having said that one has thought about it."""
    return float(isinstance(value, dict) and (written(value.get("text")) or value.get("done") is True))
