"""Proof that nothing of the keys is in what learners receive.

Every file is read as one long string without white space, escapes and kinds of quotes, so that a key is found in
JSON, in JSON inside JSON, in HTML attributes and in Python alike.
"""

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

from nbparcours.course.item import Item
from nbparcours.course.text import LANGUAGES

#: Shapes that only a key, a reason or a hidden test has.
_SHAPES = (
    '"correct":',
    '"why":{',
    '"key":{',
    "HIDDENTESTS",
    "nbparcours.grading",
)
#: Reasons as short as "Oui." stand in ordinary sentences too, and tell nothing.
_TELLING = 12
_ESCAPE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_NOISE = re.compile(r"[\s\\]+")


def squash(text: str) -> str:
    """Return `text` without what encodings add to it."""
    plain = html.unescape(html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)))
    return _NOISE.sub("", plain).replace("'", '"')


def _shown(item: Item) -> str:
    parts = [json.dumps(item.face(lang), ensure_ascii=False) for lang in LANGUAGES]
    parts += [text.get(lang) for text in (item.stem, item.case) if text for lang in LANGUAGES]
    return squash(" ".join(parts))


def _secrets(item: Item) -> Iterable[tuple[str, str]]:
    yield "key", squash(json.dumps(item.key()))
    shown = _shown(item)
    reasons = [c.why.get(lang) for c in item.choices().values() if c.why for lang in LANGUAGES]
    for text in (squash(reason) for reason in [*reasons, item.note]):
        if len(text) >= _TELLING and text not in shown:
            yield "reason or note", text


def leaks(folder: Path, items: Iterable[Item]) -> list[str]:
    """Return what must not be in `folder` and is, one sentence each; nothing of the secret itself is quoted."""
    files = {path: squash(path.read_text("utf-8", "replace")) for path in sorted(folder.rglob("*")) if path.is_file()}
    found = [f"{path.name}: holds {shape}" for path, text in files.items() for shape in _SHAPES if shape in text]
    for item in items:
        for what, secret in _secrets(item):
            found += [f"{path.name}: holds the {what} of {item.id}" for path, text in files.items() if secret in text]
    return found
