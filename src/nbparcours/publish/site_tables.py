"""Tables on a phone: each row becomes a card whose lines say what their column's head says.

The names stand in the page, so that the style alone decides and nothing depends on a script; the roles keep a table a
table for a screen reader when it is not drawn as one.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from itertools import cycle

#: Narrower tables fit a phone as they are.
LEAST = 3
_TABLE = re.compile(r'<table class="docutils[^"]*">(.*?)</table>', re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ROLES = {"tr": "row", "th": "columnheader", "thead": "rowgroup", "tbody": "rowgroup"}
_OPENS = re.compile(r"<(tr|th|thead|tbody)\b")
_DATUM = re.compile(r"<td\b")


def stack(page: str, plain: Callable[[str], str]) -> str:
    """Name the cells of every wide table; `plain` sets a head's words for an attribute."""
    return _TABLE.sub(lambda found: _stacked(found[0], found[1], plain), page)


def _stacked(table: str, inner: str, plain: Callable[[str], str]) -> str:
    head = _HEAD.search(inner)
    names = [plain(unescape(_TAG.sub("", cell)).strip()) for cell in _CELL.findall(head[1])] if head else []
    if len(names) < LEAST:
        return table
    columns = cycle(names)

    def named(_: re.Match[str]) -> str:
        return f'<td role="cell" data-label="{escape(next(columns))}"'

    inner = _DATUM.sub(named, _OPENS.sub(lambda tag: f'<{tag[1]} role="{_ROLES[tag[1]]}"', inner))
    return f'<table class="stack" role="table">{inner}</table>'
