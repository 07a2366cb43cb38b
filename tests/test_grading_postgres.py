"""The gradebook in a real PostgreSQL: the same grades as in SQLite, also when a run is repeated or a trainer grades."""

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

import grading_helpers as small
from nbparcours.grading.nbgrader_adapter import grade, release, results
from postgres_helpers import BIN, postgres

pytestmark = [
    pytest.mark.skipif(BIN is None, reason="no PostgreSQL on this machine: apt install postgresql"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog"),
]


def test_the_same_grades_as_in_sqlite(tmp_path: Path) -> None:
    places = small.home(tmp_path / "sqlite")
    course = small.read(places)
    names = ["amina", "brahim", "chadia"]
    with postgres() as address:
        other = small.home(tmp_path / "postgres")
        config = other.trainer / "nbgrader_config.py"
        config.write_text(config.read_text("utf-8") + f"c.CourseDirectory.db_url = {address!r}\n", "utf-8")
        for at in (places, other):
            release(course, at, "demo")
            for name, answer in zip(names, (small.right, small.partial, lambda *_: None), strict=True):
                drawn = small.drawn(course, "demo", name).values()
                small.Learner(at, course, name, "demo").hand_in({item: answer(course, item) for item in drawn})
            assert (grade(course, at, "demo").graded, grade(course, at, "demo").unchanged) == (3, 3)
        engine = create_engine(address)
        with engine.connect() as book:
            found = [tuple(row) for row in book.execute(text(small.GRADES))]
        engine.dispose()
        assert found == small.grade_rows(places.trainer / "gradebook.db")
        assert [(r.learner, r.points) for r in results(other, "demo")] == [
            (r.learner, r.points) for r in results(places, "demo")
        ]
        with Gradebook(address, course.settings.id) as book:  # as formgrader does
            submission = book.find_submission("final-test-demo", "chadia")
            submission.notebooks[0].grades[0].manual_score = 0.5
            book.db.commit()
        assert grade(course, other, "demo").unchanged == 3
        assert {r.learner: r.points for r in results(other, "demo")}["chadia"] == 0.5
