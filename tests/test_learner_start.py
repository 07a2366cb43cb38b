"""How a learner's server is started: what is prepared, and what is said when it cannot be."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import learner_helpers as helpers
from nbparcours.course.places import Places
from nbparcours.learner import start
from nbparcours.learner.start import LAB_CONFIG, CannotStartError, environment, prepare, serve


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.delenv("NBPARCOURS_EXCHANGE", raising=False)
    return Places(home=tmp_path / "home", data=tmp_path / "data")


def test_an_unbuilt_course_is_said(places: Places) -> None:
    with pytest.raises(CannotStartError, match="nbparcours build"):
        prepare(places)
    assert not places.data.exists()


def test_links_are_made_and_made_again(places: Places, tmp_path: Path) -> None:
    helpers.build(places)
    prepare(places)
    assert (places.learner / "fr" / "00-accueil.ipynb").is_file()
    moved = Places(home=tmp_path / "elsewhere", data=places.data)
    helpers.build(moved)
    prepare(moved)
    assert (places.learner / "ar").resolve() == (moved.notebooks / "ar").resolve()
    assert sorted(file.name for file in places.learner.iterdir()) == ["ar", "fr"]
    assert places.exchange.is_dir()


def test_a_folder_in_the_way_is_left_alone_and_said(places: Places) -> None:
    helpers.build(places)
    mine = places.learner / "fr" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(CannotStartError, match="in the way"):
        prepare(places)
    assert mine.read_text() == "mine"


def test_a_data_folder_that_cannot_be_made_is_said(places: Places) -> None:
    helpers.build(places)
    places.data.write_text("a file")
    with pytest.raises(CannotStartError, match="cannot be written"):
        prepare(places)


def test_the_environment_keeps_what_was_configured(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", os.pathsep.join(["/etc/mine", str(LAB_CONFIG)]))
    found = environment(places)
    assert found["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(LAB_CONFIG), "/etc/mine"]
    assert all(isinstance(value, str) for value in found.values())
    assert Path(found["NBPARCOURS_EXCHANGE"]) == places.exchange


def test_a_taken_port_gives_the_next_one_and_says_so(
    places: Places, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    helpers.build(places)
    monkeypatch.setattr(start, "command", lambda _, port, *__: [sys.executable, "-c", f"print({port})"])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(places, port, browser=False) == 0
    said = capfd.readouterr()
    assert int(said.out) > port
    assert f"Port {port} is taken" in said.err


STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
)
SERVE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # as on a terminal, whatever runs the tests
from pathlib import Path
from nbparcours.course.places import Places
from nbparcours.learner import start
start.command = lambda *_: [sys.executable, "-c", sys.argv[3]]
start._GRACE_SECONDS = 0.5
sys.exit(start.serve(Places(home=Path(sys.argv[1]), data=Path(sys.argv[2])), 18000, browser=False))
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_does_not_end_is_ended(places: Places, ending: signal.Signals) -> None:
    helpers.build(places)
    line = [sys.executable, "-c", SERVE, str(places.home), str(places.data), STUBBORN]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(ending)
        assert process.wait(timeout=60) == 0
        assert process.stdout.read() == "", "the pipe closes only when the stubborn one is gone too"


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_TRIES", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotStartError, match="--port"):
            start._free_port(taken.getsockname()[1])
