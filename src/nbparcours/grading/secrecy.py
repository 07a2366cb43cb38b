"""Proof that nothing of the keys is in what learners receive.

Every file is read as one long string without white space, escapes and kinds of quotes, so that a key is found in
JSON, in JSON inside JSON, in HTML attributes and in Python alike.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
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


_WORD = re.compile(r"\w+")
#: As many words in a row are looked for first; only where they stand is the whole text compared.
_RUN = 6
_TEXT = frozenset((".html", ".ipynb", ".js", ".json", ".md", ".py", ".txt", ".xml", ".yml", ".yaml", ".css", ".mjs"))


def strays(folder: Path, items: Iterable[Item]) -> list[str]:
    """Return which files below `folder` name an item of the bank, ask its question, or hold its note or its reasons.

    For what is public beside the test: the built site, the built notebooks, the package. The course may well say what
    one reason says, so reasons tell only when all of an item's in one language stand in one file.
    """
    marks: dict[str, list[tuple[Told, str]]] = {}
    needed: dict[Told, int] = {}
    for item in items:
        for told, texts in _telling(item).items():
            needed[told] = len(texts)
            for text in texts:
                marks.setdefault(_mark(text), []).append((told, squash(text)))
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in _TEXT and path.is_file())
    return [
        f"{path.relative_to(folder)}: holds the {what} of {name} of the bank"
        for path in files
        for (name, what), count in sorted(_found(path.read_text("utf-8", "replace"), marks).items())
        if count >= needed[name, what]
    ]


#: An item, and what tells of it.
Told = tuple[str, str]


def _telling(item: Item) -> dict[Told, list[str]]:
    """Return what must all stand in a file for it to tell something of the item."""
    found = {(item.id, "id"): [item.id], (item.id, "note"): [item.note]}
    for lang in LANGUAGES:
        found[item.id, f"question ({lang})"] = [item.stem.get(lang)]
        found[item.id, f"reasons ({lang})"] = [c.why.get(lang) for c in item.choices().values() if c.why]
    long = {told: [text for text in texts if _is_telling(told, text)] for told, texts in found.items()}
    return {told: texts for told, texts in long.items() if texts}


def _is_telling(told: Told, text: str) -> bool:
    return told[1] == "id" or len(_WORD.findall(text)) >= _RUN


def _mark(text: str) -> str:
    return " ".join(_WORD.findall(text)[:_RUN])


def _found(text: str, marks: Mapping[str, list[tuple[Told, str]]]) -> Counter[Told]:
    """Count the texts that stand in `text`, for each thing that they tell."""
    plain = html.unescape(html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)))
    words = _WORD.findall(plain.replace("\\n", " "))
    sizes: dict[str, set[int]] = {}
    for mark in marks:
        sizes.setdefault(mark.split(" ", 1)[0], set()).add(mark.count(" ") + 1)
    seen = {
        mark
        for place, word in enumerate(words)
        if word in sizes
        for size in sizes[word]
        if (mark := " ".join(words[place : place + size])) in marks
    }
    whole = squash(text) if seen else ""
    return Counter(told for mark in seen for told, secret in marks[mark] if secret in whole)


def leaks(folder: Path, items: Iterable[Item]) -> list[str]:
    """Return what must not be in `folder` and is, one sentence each; nothing of the secret itself is quoted."""
    files = {path: squash(path.read_text("utf-8", "replace")) for path in sorted(folder.rglob("*")) if path.is_file()}
    found = [f"{path.name}: holds {shape}" for path, text in files.items() for shape in _SHAPES if shape in text]
    for item in items:
        for what, secret in _secrets(item):
            found += [f"{path.name}: holds the {what} of {item.id}" for path, text in files.items() if secret in text]
    return found
