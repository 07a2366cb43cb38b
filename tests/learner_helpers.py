"""A small built course and a running learner's server, made by the tests that need them."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nbparcours.course.places import Places
from nbparcours.learner.final_test import FinalTest
from nbparcours.learner.start import command, environment, prepare

ROOT = Path(__file__).parents[1]
MIME = "application/vnd.nbparcours.activity+json"
SLOTS = {"m1-s1": ["m1-i01", "m1-i02"], "m1-s2": ["m1-i03", "m1-i04"]}
ASSIGNMENT = "final-test-demo"
TITLES = {"fr": "Comprendre la traite", "ar": "فهم الاتجار بالبشر"}
QUESTION = {
    "fr": ("Quelle loi ?", "La loi 27-14", "La loi 02-03"),
    "ar": ("أي قانون؟", "القانون 27-14", "القانون 02-03"),
}
PROSE = {
    "fr": "Une personne victime a des droits. La loi 27-14 les protège. ",
    "ar": 'للشخص الضحية حقوق يحميها القانون <bdi dir="ltr">27-14</bdi>. ',
}


#: A term as each language names it, and what it means there.
TERM = {"fr": ("servitude", "Travail imposé sous menace."), "ar": ("السخرة", "عمل يُفرض تحت التهديد.")}
SERFDOM = "glossaire.ipynb#servitude"


def _term(lang: str) -> dict[str, str]:
    other = "ar" if lang == "fr" else "fr"
    return {"term": TERM[lang][0], "twin": TERM[other][0], "definition": TERM[lang][1]}


def _markdown(name: str, source: str) -> dict[str, Any]:
    locked = {"deletable": False, "editable": False}
    return {"cell_type": "markdown", "id": name, "metadata": locked, "source": source}


def _activity(spec: dict[str, Any]) -> dict[str, Any]:
    return activity_cell(spec["id"], {MIME: spec, "text/plain": "question"})


def activity_cell(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the cell of a built notebook that shows a bundle."""
    return {
        "cell_type": "code",
        "id": name,
        "execution_count": None,
        "metadata": {"deletable": False, "editable": False},
        "source": f'activity("{name}")',
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}],
    }


def page(cells: list[dict[str, Any]], lang: str, name: str) -> str:
    """Return a built notebook of `cells`."""
    return notebook([_markdown("top", f"# {TITLES[lang]}"), *cells], **_course(lang, name))


def choice(name: str, lang: str) -> dict[str, Any]:
    prompt, first, second = QUESTION[lang]
    why = {"a": {"text": "✓", "cites": ["cp-448-1"]}, "b": {"text": "✗", "cites": []}}
    return {
        "schema": 1,
        "id": name,
        "kind": "single",
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "minutes": 2,
        "required": True,
        "title": None,
        "prompt": prompt,
        "intro": None,
        "hint": None,
        "options": [{"id": "a", "text": first}, {"id": "b", "text": second}],
        "key": {"correct": ["a"]},
        "why": why,
        "cites": [{"key": "cp-448-1", "label": "448-1", "href": "textes.ipynb#cp-448-1"}],
    }


def notebook(cells: list[dict[str, Any]], **course: Any) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"nbparcours": course, "kernelspec": kernel}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}, ensure_ascii=False)


def _course(lang: str, page: str, **more: Any) -> dict[str, Any]:
    other = "ar" if lang == "fr" else "fr"
    return {
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "page": page,
        "module": None,
        "title": TITLES[lang],
        "twin": f"../{other}/{page}.ipynb",
        "home": "00-accueil.ipynb",
        "previous": None,
        "next": None,
        "exit_url": "about:blank",
        "kernel": False,
        **more,
    }


def _home(lang: str) -> dict[str, Any]:
    required = ["m1-a1", "m1-a2"]
    module = {"id": "m1", "page": "01-m", "title": TITLES[lang], "minutes": 90, "status": "ready"}
    return {
        "schema": 1,
        "id": "home",
        "kind": "home",
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "page": "00-accueil",
        "title": TITLES[lang],
        "notice": "—",
        "version": "0",
        "course_id": "traite-maroc",
        "modules": [{**module, "activities": required, "all": [{"id": name, "minutes": 2} for name in required]}],
        "help_lines": [],
        "exit_url": "about:blank",
        "pages": {"texts": "textes.ipynb"},
    }


def build(places: Places) -> None:
    """Write a built course of two pages and its texts, in both languages."""
    for lang in ("fr", "ar"):
        folder = places.notebooks / lang
        folder.mkdir(parents=True)
        prose = PROSE[lang] * 60
        first = [_markdown("home-top", f"# {TITLES[lang]}"), _activity(_home(lang))]
        (folder / "00-accueil.ipynb").write_text(notebook(first, **_course(lang, "00-accueil")), "utf-8")
        cells = [
            _markdown("m1-top", f"# {TITLES[lang]}\n\n{prose}"),
            _markdown("m1-quote", f"## 1\n\n> {PROSE[lang]}\n\n| a | b |\n|---|---|\n| 1 | {PROSE[lang]} |\n"),
            _activity(choice("m1-a1", lang)),
            _markdown("m1-s2", f"## 2\n\n[article](textes.ipynb#cp-448-4) [{TERM[lang][0]}]({SERFDOM})\n\n{prose}"),
            _activity(choice("m1-a2", lang)),
        ]
        around = {"module": "m1", "next": {"href": "textes.ipynb", "title": "→"}, "terms": {"servitude": _term(lang)}}
        (folder / "01-m.ipynb").write_text(notebook(cells, **_course(lang, "01-m", **around)), "utf-8")
        entries = "".join(f'<a id="cp-448-{n}"></a>\n\n### 448-{n}\n\n{prose}\n\n' for n in range(1, 6))
        entry = _markdown("terme-servitude", f'<a id="servitude"></a>\n\n## {TERM[lang][0]}\n\n{prose}')
        (folder / "glossaire.ipynb").write_text(notebook([entry], **_course(lang, "glossaire")), "utf-8")
        texts = [_markdown("textes-top", "# 448"), _markdown("textes-penal", entries)]
        (folder / "textes.ipynb").write_text(notebook(texts, **_course(lang, "textes")), "utf-8")


def test_notebook() -> str:
    """Return a fetched test as the release writes it."""
    item = {"case": None, "stem": "?", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
    slots = {name: slot for slot, names in SLOTS.items() for name in names}
    items = {name: {"slot": slot, "kind": "single", "fr": item, "ar": item} for name, slot in slots.items()}
    both = {"fr": "Test", "ar": "اختبار"}
    spec = {
        "schema": 1,
        "id": ASSIGNMENT,
        "kind": "test",
        "session": "demo",
        "assignment": ASSIGNMENT,
        "course_id": "traite-maroc",
        "lang": "fr",
        "dir": "ltr",
        "title": both,
        "rules": both,
        "minutes": 5,
        "items": items,
        "modules": {"m1": {**both, "page": "01-m"}},
        "home": "00-accueil",
    }
    about = {"course_id": "traite-maroc", "required": ["m1-a1", "m1-a2"], "wait_hours": [24, 72, 168]}
    test = {"session": "demo", "assignment": ASSIGNMENT, "slots": SLOTS, **about}
    return notebook([_activity(spec)], **_course("fr", "test", twin=None, test=test))


test_notebook.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(home=tmp_path / "home", data=tmp_path / "data")


@pytest.fixture
def folder(places: Places) -> Path:
    return fetch(places)


@pytest.fixture
def test(places: Places, folder: Path) -> FinalTest:
    """The test in that folder, as amina sees it."""
    return FinalTest.open(places, ASSIGNMENT, "amina")


def fetch(places: Places) -> Path:
    """Put the test where nbgrader's fetch puts it."""
    folder = places.learner / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "test.ipynb").write_text(test_notebook(), "utf-8")
    return folder


def release(places: Places) -> None:
    """Put the test where nbgrader's release puts it."""
    course = places.exchange / "traite-maroc"
    for name in ("outbound", "inbound", "feedback"):
        (course / name).mkdir(parents=True)
    (course / "outbound" / ASSIGNMENT).mkdir()
    (course / "outbound" / ASSIGNMENT / "test.ipynb").write_text(test_notebook(), "utf-8")


@dataclass
class Server:
    """A learner's server that runs."""

    places: Places
    address: str
    token: str
    process: subprocess.Popen[bytes]

    def ask(self, method: str, path: str, body: Any = None, token: str | None = None) -> tuple[int, Any]:
        """Send a request and return its status and JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/{path}", data, method=method)
        if token != "":
            request.add_header("Authorization", f"token {token or self.token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"null")

    def status(self, path: str) -> int:
        """Return the status of a page, whatever its content."""
        request = urllib.request.Request(f"{self.address}/{path}", headers={"Authorization": f"token {self.token}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def stop(self) -> None:
        """End it, as a broken connection would look to the page."""
        self.process.kill()
        self.process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(places: Places, port: int = 0, token: str = "") -> Iterator[Server]:
    """Serve `places` exactly as `nbparcours start` does, with this checkout's extension."""
    prepare(places)
    port, token = port or free_port(), token or secrets.token_hex(8)
    extensions = places.data / "share" / "labextensions"
    extensions.mkdir(parents=True, exist_ok=True)
    built = ROOT / "lab" / "labextension"
    assert (built / "package.json").is_file(), "build the extension first: npm run build in lab/"
    if not (extensions / "nbparcours").exists():
        (extensions / "nbparcours").symlink_to(built)
    variables = {**os.environ, **environment(places), "JUPYTER_TOKEN": token, "JUPYTER_PATH": str(extensions.parent)}
    with (places.data / "server.log").open("wb") as log:
        line = command(places, port, False, "fr")
        process = subprocess.Popen(line, env=variables, cwd=places.learner, stdout=log, stderr=log)
        server = Server(places, f"http://127.0.0.1:{port}", token, process)
        try:
            _wait(server)
            yield server
        finally:
            if process.poll() is None:
                server.stop()


def _wait(server: Server) -> None:
    for _ in range(1800):
        if server.process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            server.ask("GET", "api/status")
            return
        time.sleep(0.1)
    raise AssertionError((server.places.data / "server.log").read_text("utf-8", "replace"))
