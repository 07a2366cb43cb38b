"""Progress as xAPI statements: what the profile requires of each, no answer, nothing stated twice."""

import json
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from nbparcours.learner.progress import Progress
from nbparcours.learner.xapi import lines, statements

PLACE = "http://127.0.0.1:8888/"
IRI = re.compile(r"^[a-z][a-z0-9+.-]*:\S+$")


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, Any]:
    store = Progress(tmp_path / "progress.sqlite")
    done = {"value": ["secret"], "checked": True, "score": 0.5, "best": 0.75, "attempts": 2}
    store.put("m1-done", done, "01", "ar")
    store.put("m1-begun", {"value": ["secret"], "checked": False, "score": None, "best": 0, "attempts": 0}, "01", "fr")
    store.put("m1-odd", {"attempts": True, "best": "__import__"}, "01", "fr")
    return store.export()


def test_each_statement_has_what_xapi_requires(exported: dict[str, Any]) -> None:
    found = [json.loads(line) for line in lines(exported, PLACE, "amina").splitlines()]
    assert len(found) == 3
    for statement in found:
        uuid.UUID(statement["id"])
        assert statement["actor"] == {"objectType": "Agent", "account": {"homePage": PLACE, "name": "amina"}}
        assert IRI.match(statement["verb"]["id"])
        assert IRI.match(statement["object"]["id"])
        assert IRI.match(statement["object"]["definition"]["type"])
        assert datetime.fromisoformat(statement["timestamp"]).tzinfo
        assert -1 <= statement["result"].get("score", {"scaled": 0})["scaled"] <= 1


def test_what_was_begun_is_not_said_to_be_completed(exported: dict[str, Any]) -> None:
    found = {one["object"]["id"]: one for one in statements(exported, PLACE, "amina")}
    done, begun = found["urn:nbparcours:m1-done"], found["urn:nbparcours:m1-begun"]
    assert done["verb"]["id"].endswith("/completed")
    assert done["result"] == {"completion": True, "score": {"scaled": 0.75}}
    assert begun["verb"]["id"].endswith("/attempted")
    assert begun["result"] == {"completion": False}


def test_no_answer_leaves_and_nothing_is_stated_twice(exported: dict[str, Any]) -> None:
    assert "secret" not in lines(exported, PLACE, "amina")
    assert lines(exported, PLACE, "amina") == lines(exported, PLACE, "amina")
    assert len({one["id"] for one in statements(exported, PLACE, "amina")}) == 3
