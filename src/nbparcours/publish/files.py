"""Writing built files: whole or not at all, and only when something changed."""

import os
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
