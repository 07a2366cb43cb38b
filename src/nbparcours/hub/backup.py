"""One archive of everything that people made, and the way back. Databases are copied by SQLite itself, not as files."""

import json
import os
import pwd
import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from nbparcours.hub import accounts
from nbparcours.hub.layout import Layout

_PARTS = ("hub", "homes", "grader", "exchange")
_LIST = "accounts.json"
#: Debian 12's Python 3.11.2 has no filters; the archive is root's own either way.
_SAFELY: Any = {"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}
_SQLITE = b"SQLite format 3\0"


class BackupError(Exception):
    """The archive cannot be made or used; what is on the server is as it was."""


def backup(layout: Layout, etc: Path) -> Path:
    """Make an archive, complete before it gets its name, that only root reads."""
    layout.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    final = layout.backups / time.strftime("%Y-%m-%d-%H%M%S.tar.gz", time.gmtime())
    draft = final.with_name(f".{final.name}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            _fill(archive, layout, etc)
            raw.flush()
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.rename(final)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BackupError(f"no archive was made: {error}") from error
    return final


def _fill(archive: tarfile.TarFile, layout: Layout, etc: Path) -> None:
    with tempfile.TemporaryDirectory(dir=layout.backups) as scratch:
        listed = Path(scratch, _LIST)
        listed.write_text(json.dumps(accounts.ours(layout.settings.server.prefix)), "utf-8")
        archive.add(listed, _LIST)
        for part in _PARTS:
            for path in [layout.state / part, *_below(layout.state / part)]:
                _add(archive, path, str(path.relative_to(layout.state)), Path(scratch))
        if etc.is_dir():
            archive.add(etc, "etc")


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() or path.is_dir() or path.is_symlink():  # no sockets and pipes
            yield path


def _add(archive: tarfile.TarFile, path: Path, name: str, scratch: Path) -> None:
    """Add one file; a database as SQLite sees it, in the middle of writing or not."""
    try:
        if path.is_symlink() or path.is_dir() or not _is_database(path):
            archive.add(path, name, recursive=False)
            return
        copy = scratch / "copy.sqlite"
        copy.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(copy)) as still,
        ):
            live.backup(still)
        about = archive.gettarinfo(path, name)
        about.size = copy.stat().st_size
        with copy.open("rb") as file:
            archive.addfile(about, file)
    except FileNotFoundError:
        return  # a learner's draft that was renamed meanwhile
    except sqlite3.DatabaseError:
        archive.add(path, name, recursive=False)  # damaged: kept as it is, for whoever can mend it


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == _SQLITE


def prune(layout: Layout, keep: int) -> list[Path]:
    """Remove all archives but the newest."""
    old = sorted(layout.backups.glob("*.tar.gz"))[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


def restore(layout: Layout, archive: Path) -> Path:
    """Put back what an archive holds. What is there now is put aside, and its new place returned."""
    scratch = layout.state / f".restore-{os.getpid()}"
    try:
        with tarfile.open(archive) as opened:
            _again(opened, layout)
            # Files go to their owners by name: on another machine the numbers of accounts differ.
            opened.extractall(scratch, **_SAFELY)
        missing = [part for part in _PARTS if not (scratch / part).is_dir()]
        if missing:
            raise BackupError(f"{archive.name} holds no {missing[0]}; nothing was changed")
        return _swap(layout, scratch)
    except (OSError, EOFError, KeyError, ValueError, zlib.error, tarfile.TarError) as error:
        raise BackupError(f"{archive} cannot be used ({error}); nothing was changed") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _again(opened: tarfile.TarFile, layout: Layout) -> None:
    """Make the accounts that the archive's files belong to, where they are missing."""
    listed = opened.extractfile(_LIST)
    assert listed
    for unix in json.loads(listed.read()):
        try:
            pwd.getpwnam(unix)
        except KeyError:
            accounts.make(unix, layout.homes / unix)


def _swap(layout: Layout, scratch: Path) -> Path:
    aside = layout.state / f"before-restore-{time.strftime('%Y-%m-%d-%H%M%S', time.gmtime())}"
    aside.mkdir(mode=0o700)
    for part in _PARTS:
        if (layout.state / part).exists():
            (layout.state / part).rename(aside / part)
        (scratch / part).rename(layout.state / part)
    layout.lay()  # extraction leaves out the sticky and group bits
    return aside
