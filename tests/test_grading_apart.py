"""One folder a learner in the exchange, where the folder proves whose a hand-in is."""

import shutil
from pathlib import Path

import pytest

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.nbgrader_adapter import grade, release

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")
APART = """
from nbparcours.grading.nbgrader_adapter.apart import apart
apart(c)
"""


def _hand_in(places: Places, course: Course, name: str, folder: str) -> Path:
    """Hand in as nbgrader does on a server that mounts `inbound/FOLDER` where the common folder would be."""
    drawn = small.drawn(course, "demo", name).values()
    made = small.Learner(places, course, name, "demo").hand_in({item: small.right(course, item) for item in drawn})
    own = made.parent / folder
    own.mkdir(exist_ok=True)
    return Path(shutil.move(made, own / made.name))


def test_only_ones_own_folder_counts_and_the_result_comes_back_there(tmp_path: Path) -> None:
    places = small.home(tmp_path)
    config = places.trainer / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8").replace(small.ONE_USER, "") + APART, "utf-8")
    course = small.read(places)
    release(course, places, "demo")
    _hand_in(places, course, "amina", "amina")
    _hand_in(places, course, "youssef", "mallory")  # mallory can only write into their own folder
    feedback = places.exchange / course.settings.id / "feedback"
    (feedback.parent / "inbound" / "planted").symlink_to(places.trainer)
    done = grade(course, places, "demo")
    assert done.graded == 1
    assert [(one.learner, one.code) for one in done.rejected] == [("youssef", "owner")]
    assert [path.parent.name for path in feedback.rglob("*.html")] == ["amina"]
    again = grade(course, places, "demo")
    assert (again.graded, again.unchanged) == (0, 1)

    # Older than her own, so that it would not have counted: somebody tried all the same.
    _hand_in(places, course, "amina", "mallory").rename(
        feedback.parent / "inbound" / "mallory" / "amina+final-test-demo+2026-01-01 00:00:00 UTC"
    )
    done = grade(course, places, "demo")
    assert [(one.learner, one.code) for one in done.rejected] == [("amina", "owner"), ("youssef", "owner")]
    assert (done.graded, done.unchanged) == (0, 1)
