"""The learner's progress survives what happens to files: many writers, a kill, damage, a full disk."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from nbparcours.learner import progress as module
from nbparcours.learner.progress import STATE_BYTES, Progress
from nbparcours.learner.refusal import Refusal

WRITER = """
import sys
from pathlib import Path
from nbparcours.learner.progress import Progress
store = Progress(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.put(f"{sys.argv[2]}-{number}", {"value": [str(number)], "attempts": number}, "01-m", "fr")
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.sqlite"


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_state_comes_back_and_the_last_one_is_named(path: Path) -> None:
    store = Progress(path)
    store.put("m1-a", {"value": ["b"], "attempts": 1}, "01-m", "fr")
    store.put("m1-b", {"value": {"card": "pile"}}, "01-m", "ar")
    saved = store.put("m1-a", {"value": ["c"], "attempts": 2}, "01-m", "ar")
    found = Progress(path).read()
    assert found["activities"]["m1-a"] == {"state": {"value": ["c"], "attempts": 2}, "updated": saved}
    assert found["last"] == {"id": "m1-a", "page": "01-m", "lang": "ar"}
    assert path.stat().st_mode & 0o077 == 0


def test_an_untouched_store_is_empty(path: Path) -> None:
    assert Progress(path).read() == {"activities": {}, "last": None, "seconds": 0}


def test_time_between_saves_counts_but_a_pause_counts_five_minutes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start, store = module._now(), Progress(path)
    for after in (0, 40, 40 + 3600, 30 + 3600):  # the last: a clock that was set back
        monkeypatch.setattr(module, "_now", lambda after=after: start + timedelta(seconds=after))
        store.put("m1-a", {}, "01-m", "fr")
    assert store.read()["seconds"] == 40 + module.PAUSE_SECONDS


def test_concurrent_processes_lose_nothing(path: Path) -> None:
    with contextlib.ExitStack() as stack:
        writers = [stack.enter_context(writer(path, f"m{number}", 40)) for number in range(4)]
        for process in writers:
            process.communicate()  # leaving at once would close the pipes that they still write to
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    assert len(Progress(path).read()["activities"]) == 160


def test_a_kill_in_mid_write_leaves_every_acknowledged_answer(path: Path) -> None:
    for turn in range(5):
        with writer(path, f"t{turn}", 100_000) as process:
            assert process.stdout
            acknowledged = [process.stdout.readline().strip() for _ in range(10)]
            process.send_signal(signal.SIGKILL)
        store = Progress(path)
        kept = store.read()["activities"]
        assert store.notice is None
        assert all(f"t{turn}-{number}" in kept for number in acknowledged)


@pytest.mark.parametrize("damage", ["garbage", "middle", "no tables"])
def test_a_damaged_file_is_put_aside_whole_and_work_goes_on(path: Path, damage: str) -> None:
    store = Progress(path)
    for number in range(200):
        store.put(f"m1-{number}", {"value": "x" * 500}, "01-m", "fr")
    if damage == "no tables":
        with sqlite3.connect(path) as db:
            db.execute("DROP TABLE activity")
        db.close()
    else:
        data = path.read_bytes()
        hurt = b"not a database" * 50 if damage == "garbage" else data[:4096] + b"\xff" * (len(data) - 4096)
        path.write_bytes(hurt)
    before = path.read_bytes()
    again = Progress(path)
    again.put("m1-new", {"value": ["a"]}, "01-m", "fr")
    assert list(again.read()["activities"]) == ["m1-new"]
    (aside,) = path.parent.glob("progress-*.sqlite.broken")
    assert aside.read_bytes() == before
    assert again.notice
    assert aside.name in again.notice["fr"]
    assert aside.name in again.notice["ar"]


def test_a_newer_store_is_refused_and_left_alone(path: Path) -> None:
    Progress(path).put("m1-a", {}, "01-m", "fr")
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {module.VERSION + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(Refusal) as refused:
        Progress(path).put("m1-b", {}, "01-m", "fr")
    assert refused.value.status == 409
    assert path.read_bytes() == before


FULL = """
import json, resource, sys
from pathlib import Path
from nbparcours.learner.progress import Progress
from nbparcours.learner.refusal import Refusal
path = Path(sys.argv[1])
store = Progress(path)
store.put("m1-kept", {"value": ["a"]}, "01-m", "fr")
limit = path.stat().st_size + 40_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for number in range(100):
        store.put(f"m1-{number}", {"value": "x" * 15_000}, "01-m", "fr")
except Refusal as refusal:
    print(json.dumps({"status": refusal.status, "said": refusal.message, "reached": number}))
"""


def test_a_full_disk_is_said_in_both_languages_and_loses_nothing(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["status"] == 507
    assert "place" in said["said"]["fr"]
    assert "مساحة" in said["said"]["ar"]
    store = Progress(path)
    kept = store.read()["activities"]
    assert store.notice is None
    assert set(kept) == {"m1-kept", *(f"m1-{number}" for number in range(said["reached"]))}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(Refusal) as refused:
        Progress(tmp_path / "data" / "progress.sqlite").read()
    assert refused.value.status == 507


def test_a_busy_store_is_said_and_not_put_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Progress(path)
    store.put("m1-a", {}, "01-m", "fr")
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Refusal) as refused:
            store.put("m1-b", {}, "01-m", "fr")
    finally:
        other.close()
    assert refused.value.status == 503
    assert list(store.read()["activities"]) == ["m1-a"]


def test_a_state_that_is_too_large_is_refused(path: Path) -> None:
    store = Progress(path)
    store.put("m1-a", {"value": "é" * (STATE_BYTES // 2 - 20)}, "01-m", "fr")
    with pytest.raises(Refusal) as refused:
        store.put("m1-b", {"value": "é" * (STATE_BYTES // 2)}, "01-m", "fr")
    assert refused.value.status == 413
    assert list(store.read()["activities"]) == ["m1-a"]


def test_export_holds_everything(path: Path) -> None:
    store = Progress(path)
    store.put("m1-a", {"value": ["b"]}, "01-m", "fr")
    exported = store.export()
    assert exported["activities"]["m1-a"]["state"] == {"value": ["b"]}
    assert exported["schema"] == 1


def test_erase_leaves_no_byte_behind(path: Path) -> None:
    store = Progress(path)
    for number in range(50):
        store.put(f"m1-{number}", {"value": "SECRET" * 100}, "01-m", "fr")
    path.with_name("progress-2026-01-01-000000-000000.sqlite.broken").write_bytes(b"SECRET")
    large = path.stat().st_size
    store.erase()
    assert store.read() == {"activities": {}, "last": None, "seconds": 0}
    assert path.stat().st_size < large
    left = [file for file in path.parent.iterdir() if b"SECRET" in file.read_bytes()]
    assert left == []
    assert [file.name for file in path.parent.iterdir()] == ["progress.sqlite"]
