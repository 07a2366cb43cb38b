"""Writing what people keep: whole or not at all."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write `text` to `path` through a temporary file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)
