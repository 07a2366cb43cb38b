"""The same activity live from a kernel: an ipywidget whose state and score Python sees."""

from pathlib import Path

import pytest

from nbparcours import activity
from nbparcours.activity import widget
from nbparcours.activity.spec import spec
from nbparcours.course.load import Course
from nbparcours.course.text import Lang


@pytest.fixture
def some_id(course: Course) -> str:
    return next(iter(next(iter(course.contents.values())).activities))


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NBPARCOURS_LANG", raising=False)


@pytest.fixture
def _bundled() -> None:
    assert (widget.STATIC / "activity.js").is_file(), "activity/static is missing: run « make build » first"


@pytest.mark.usefixtures("_bundled")
def test_python_sees_state_and_score(course: Course, some_id: str) -> None:
    made = activity(some_id)
    found = next(content.activities[some_id] for content in course.contents.values())
    assert made.spec == spec(found, "fr", course)
    assert made.state is None
    assert made.value is None
    assert made.score is None
    made.state = {"value": ["no such option"], "checked": True}
    assert made.value == ["no such option"]
    assert made.score == 0
    data = made._repr_mimebundle_()[0]
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == made.model_id


@pytest.mark.usefixtures("_bundled")
@pytest.mark.parametrize(("folder", "named", "lang"), [("ar", "", "ar"), ("fr", "ar", "ar"), ("elsewhere", "", "fr")])
def test_the_language_is_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some_id: str, folder: str, named: str, lang: Lang
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / folder)
    if named:
        monkeypatch.setenv("NBPARCOURS_LANG", named)
    assert activity(some_id).spec["lang"] == lang
    assert activity(some_id, "fr").spec["lang"] == "fr"


@pytest.mark.usefixtures("_bundled")
def test_a_save_is_answered_so_that_saved_is_true(some_id: str) -> None:
    made = activity(some_id)
    sent: list[object] = []
    made.send = sent.append
    made._handle_custom_msg({"keep": 7}, [])
    made._handle_custom_msg({"keep": "7"}, [])
    made._handle_custom_msg("noise", [])
    assert sent == [{"kept": 7}]


def only_sentence(error: pytest.ExceptionInfo[widget.ActivityError]) -> str:
    """Return what a notebook prints instead of a traceback."""
    lines = error.value._render_traceback_()
    assert len(lines) == 1
    return lines[0]


def test_an_unknown_activity_is_one_sentence() -> None:
    with pytest.raises(widget.ActivityError) as error:
        activity("m1-nowhere")
    assert "m1-nowhere" in only_sentence(error)


def test_a_missing_course_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBPARCOURS_HOME", str(tmp_path))
    with pytest.raises(widget.ActivityError) as error:
        activity("m1-nowhere")
    assert "NBPARCOURS_HOME" in only_sentence(error)


def test_a_missing_bundle_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some_id: str) -> None:
    monkeypatch.setattr(widget, "STATIC", tmp_path)
    with pytest.raises(widget.ActivityError) as error:
        activity(some_id)
    assert "make build" in only_sentence(error)
