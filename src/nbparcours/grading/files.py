"""Writing what people keep: whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write `text` to `path` through a temporary file beside it."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a temporary file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


def put(folder: Path, files: Mapping[str, bytes], mode: int = 0o644) -> bool:
    """Make `folder` hold exactly `files`, complete before it gets its name; say whether it did not already."""
    if all(_bytes(folder / name) == data for name, data in files.items()):
        return False
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, data in files.items():
        (draft / name).write_bytes(data)
        (draft / name).chmod(mode)
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return True


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
