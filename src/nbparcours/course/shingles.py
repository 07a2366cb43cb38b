"""Runs of words as short hashes: tells what was copied from a text without holding that text.

The dossier stays out of the repository; `tools/shingles.py` writes what the check needs of it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

#: Words in a run: shorter ones are shared by chance and by the names of laws.
RUN = 8
_BYTES = 5
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|`[^`]*`|https?://\S+")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670]")


def runs(text: str) -> Iterator[tuple[bytes, str]]:
    """Yield the hash of each run of words, and the run; case, accents of Arabic and punctuation do not count."""
    said = _WORD.findall(_MARKS.sub("", _MARKUP.sub(" ", text)).lower())
    whole = " ".join(said)
    starts = [0, *accumulate(len(word) + 1 for word in said)]
    for at in range(len(said) - RUN + 1):
        run = whole[starts[at] : starts[at + RUN] - 1]
        yield hashlib.blake2b(run.encode(), digest_size=_BYTES).digest(), run


def read(path: Path) -> frozenset[bytes]:
    """Return the hashes in a file of `write`."""
    lines = path.read_text("ascii").splitlines() if path.is_file() else []
    whole = base64.b64decode("".join(line for line in lines if not line.startswith("#")))
    return frozenset(whole[at : at + _BYTES] for at in range(0, len(whole), _BYTES))


def write(path: Path, hashes: frozenset[bytes], note: str) -> None:
    """Write hashes as text, sorted, so that the same sources give the same file."""
    encoded = base64.b64encode(b"".join(sorted(hashes))).decode("ascii")
    lines = [encoded[at : at + 120] for at in range(0, len(encoded), 120)]
    path.write_text("\n".join([f"# {note}", *lines, ""]), "ascii")
