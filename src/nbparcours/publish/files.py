"""Writing built files: whole or not at all, and only when something changed."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, text: str) -> bool:
    """Write `text` to `path` through a temporary file; return False when it already says so."""
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)
    return True


def digest(paths: Iterable[Path]) -> str:
    """Return what changes as soon as the name or a byte of one of the files does."""
    made = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        made.update(f"{path.name}\0".encode())
        made.update(path.read_bytes())
    return made.hexdigest()
