"""A real learner's server: the REST interface, nbgrader's exchange behind it, and what is turned off."""

import json
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import learner_helpers as helpers
from learner_helpers import ASSIGNMENT, Server
from nbparcours.course.places import Places


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("learner")
    places = Places(home=folder / "home", data=folder / "data")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("NBPARCOURS_EXCHANGE", raising=False)
        helpers.build(places)
        helpers.release(places)
        with helpers.running(places) as running:
            yield running


@pytest.fixture(autouse=True)
def _forget(server: Server) -> None:
    assert server.ask("DELETE", "nbparcours/progress")[0] == 204


def put(server: Server, name: str, **parts: object) -> tuple[int, object]:
    body = {"state": {"value": ["a"], "attempts": 1}, "page": "01-m", "lang": "fr"} | parts
    return server.ask("PUT", f"nbparcours/progress/{name}", body)


def test_progress_goes_there_and_back(server: Server) -> None:
    status, saved = put(server, "m1-a1")
    assert status == 200
    status, found = server.ask("GET", "nbparcours/progress")
    assert status == 200
    assert found["activities"]["m1-a1"] == {"state": {"value": ["a"], "attempts": 1}, "updated": saved["saved"]}
    assert found["last"] == {"id": "m1-a1", "page": "01-m", "lang": "fr"}
    assert server.ask("DELETE", "nbparcours/progress") == (204, None)
    assert server.ask("GET", "nbparcours/progress")[1] == {"activities": {}, "last": None, "seconds": 0}


def test_export_is_a_file_to_keep(server: Server) -> None:
    put(server, "m1-a1")
    request = urllib.request.Request(f"{server.address}/nbparcours/progress/export")
    request.add_header("Authorization", f"token {server.token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "m1-a1" in json.load(answer)["activities"]


def refused(answer: tuple[int, object], status: int) -> None:
    assert answer[0] == status
    assert isinstance(answer[1], dict)
    assert set(answer[1]) == {"message"}, "nothing but a message: no trace, no path"
    assert set(answer[1]["message"]) == {"fr", "ar"}


def test_wrong_requests_are_refused_in_both_languages(server: Server) -> None:
    refused(put(server, "m1-a1", state={"value": "x" * 21_000}), 413)
    refused(put(server, "m1-a1", state={"value": "x" * 100_000}), 413)
    refused(put(server, "m1-a1", state=["a"]), 400)
    refused(put(server, "m1-a1", lang="en"), 400)
    refused(put(server, "m1-a1", page="p" * 1000), 400)
    refused(server.ask("PUT", "nbparcours/progress/m1-a1", b"{not json"), 400)
    refused(server.ask("PUT", "nbparcours/progress/m1-a1", b"[" * 30_000), 400)
    refused(server.ask("PUT", "nbparcours/progress/m1-a1", ["state"]), 400)
    refused(server.ask("GET", "nbparcours/progress/m1-a1"), 405)
    refused(server.ask("GET", "nbparcours/test/final-test-unknown"), 404)
    refused(server.ask("POST", "nbparcours/test/fr/handin", {}), 404)
    refused(server.ask("GET", "nbparcours/exchange?course=../.."), 400)
    refused(server.ask("GET", "nbparcours/exchange"), 400)
    refused(server.ask("POST", "nbparcours/exchange/fetch", {"course": "traite-maroc", "assignment": "../x"}), 400)
    refused(server.ask("POST", "nbparcours/exchange/fetch", {"course": "traite-maroc"}), 400)
    assert server.ask("GET", "nbparcours/progress")[1]["activities"] == {}


def test_nobody_comes_in_without_a_token(server: Server) -> None:
    for method, path in (("GET", "progress"), ("DELETE", "progress"), ("GET", "progress/export"), ("GET", "test/x")):
        refused(server.ask(method, f"nbparcours/{path}", token=""), 403)
    refused(server.ask("GET", "nbparcours/progress", token="wrong"), 403)


def test_a_final_test_from_fetch_to_result(server: Server) -> None:
    released = {"assignment": ASSIGNMENT, "fetched": False, "submissions": []}
    assert server.ask("GET", "nbparcours/exchange?course=traite-maroc") == (200, {"tests": [released]})
    body = {"course": "traite-maroc", "assignment": ASSIGNMENT}
    fetched = {"tests": [{**released, "fetched": True}]}
    assert server.ask("POST", "nbparcours/exchange/fetch", body) == (200, fetched)
    assert server.ask("POST", "nbparcours/exchange/fetch", body) == (200, fetched)  # twice is once

    path = f"nbparcours/test/{ASSIGNMENT}"
    status, state = server.ask("GET", path)
    assert status == 200
    first, second = state["draw"].values()
    assert state["closed"]["why"] == "progress"
    assert state["closed"]["left"] == 2
    refused(server.ask("POST", f"{path}/begin", {}), 409)
    refused(server.ask("PUT", f"{path}/answers/{first}", {"value": ["b"], "lang": "ar"}), 409)
    put(server, "m1-a1")
    put(server, "m1-a2")
    begun = server.ask("POST", f"{path}/begin", {})[1]["session"]["begun"]
    assert server.ask("POST", f"{path}/begin", {})[1]["session"]["begun"] == begun
    assert server.ask("PUT", f"{path}/answers/{first}", {"value": ["b"], "lang": "ar"})[0] == 200
    refused(server.ask("PUT", f"{path}/answers/{second}", {"value": "b", "lang": "ar"}), 400)
    refused(server.ask("PUT", f"{path}/answers/m9-i99", {"value": ["b"], "lang": "ar"}), 404)
    assert server.ask("PUT", f"{path}/name", {"name": "أمينة"})[0] == 200
    assert server.ask("PUT", f"{path}/marks", {"marked": [second]})[0] == 200
    refused(server.ask("PUT", f"{path}/marks", {"marked": ["m9-i99"]}), 400)
    refused(server.ask("PUT", f"{path}/marks", {"marked": [{}]}), 400)
    refused(server.ask("PUT", f"{path}/extra", {"code": "30-0000"}), 409)
    refused(server.ask("PUT", f"{path}/extra", {"code": None}), 409)
    status, handed = server.ask("POST", f"{path}/handin", {})
    assert status == 200

    assert server.ask("GET", path)[1]["answers"]["receipt"] == ""  # wanted, and not handed in yet
    (submitted,) = server.ask("POST", "nbparcours/exchange/submit", body)[1]["tests"]
    assert [one["feedback"] for one in submitted["submissions"]] == [False]
    now = server.ask("GET", path)[1]
    assert now["answers"]["receipt"] == handed["receipt"]
    assert [one["receipt"] for one in now["handed"]] == [handed["receipt"]]
    assert now["answers"]["marked"] == [second]
    (arrived,) = (server.places.exchange / "traite-maroc" / "inbound").iterdir()
    found = json.loads((arrived / "answers.json").read_text("utf-8"))
    assert found["answers"] == {first: ["b"]}
    assert found["receipt"] == handed["receipt"]
    assert found["progress"] == {"done": ["m1-a1", "m1-a2"], "required": 2}
    assert arrived.name.split("+")[0] == state["learner"]

    assert server.ask("GET", f"{path}/result")[1] == {"result": None}
    page = server.places.learner / ASSIGNMENT / "feedback" / "2026-11-24 10:00:00.000000 UTC" / "test.html"
    page.parent.mkdir(parents=True)
    result = {"schema": 1, "assignment": ASSIGNMENT, "points": 1, "out_of": 2, "passed": False}
    result["date"] = "2026-11-24"
    page.write_text(f'<script type="application/json" id="nbparcours-result">{json.dumps(result)}</script>')
    again = {"again": "2026-11-25T00:00:00+00:00"}  # a day after the first that was not passed
    assert server.ask("GET", f"{path}/result")[1] == {"result": result | again}


def test_the_list_of_tests_is_as_fresh_as_the_exchange(server: Server) -> None:
    def names() -> list[str]:
        return sorted(
            row["assignment"] for row in server.ask("GET", "nbparcours/exchange?course=traite-maroc")[1]["tests"]
        )

    outbound = server.places.exchange / "traite-maroc" / "outbound"
    assert names() == names() == [ASSIGNMENT]
    shutil.copytree(outbound / ASSIGNMENT, outbound / "final-test-later")
    assert names() == [ASSIGNMENT, "final-test-later"]
    shutil.rmtree(outbound / "final-test-later")
    assert names() == [ASSIGNMENT]


def test_nothing_that_a_learner_puts_into_their_folder_is_run(server: Server) -> None:
    ran = server.places.data / "ran"
    for name in ("nbgrader_config.py", "jupyter_config.py", "json.py", "nbgrader.py", "sitecustomize.py"):
        code = f"open({str(ran)!r}, 'w')\n"
        body = {"type": "file", "format": "text", "content": code}
        assert server.ask("PUT", f"api/contents/{name}", body)[0] == 201
    body = {"course": "traite-maroc", "assignment": ASSIGNMENT}
    assert server.ask("POST", "nbparcours/exchange/feedback", body)[0] == 200
    assert not ran.exists()


def test_course_pages_cannot_be_saved_over(server: Server) -> None:
    page = server.places.notebooks / "fr" / "01-m.ipynb"
    before = page.read_bytes()
    model = server.ask("GET", "api/contents/fr/01-m.ipynb")[1]
    status, _ = server.ask("PUT", "api/contents/fr/01-m.ipynb", {"type": "notebook", "content": model["content"]})
    assert status == 403
    assert page.read_bytes() == before


@pytest.mark.parametrize("path", ["assignments", "formgrader", "lsp/status", "api/terminals", "terminals/1"])
def test_what_learners_do_not_need_is_off(server: Server, path: str) -> None:
    assert server.status(path) == 404


def test_there_is_no_news_to_ask_anybody_for(server: Server) -> None:
    assert server.ask("GET", "lab/api/news")[1] == {"news": []}
    assert server.ask("GET", "lab/api/update")[1] == {"notification": None}


def test_a_damaged_progress_is_told_once_and_kept(server: Server) -> None:
    put(server, "m1-a1")
    file: Path = server.places.progress
    file.write_bytes(b"damaged" * 100)
    found = server.ask("GET", "nbparcours/progress")[1]
    assert set(found["notice"]) == {"fr", "ar"}
    assert [aside.read_bytes() for aside in file.parent.glob("*.broken")] == [b"damaged" * 100]
