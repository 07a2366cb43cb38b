"""The results of a session, as they stand in the gradebook."""

from collections.abc import Iterator

from nbparcours.course.places import Places
from nbparcours.course.yaml_file import YamlFile
from nbparcours.grading.blueprint import Task
from nbparcours.grading.marks import Points, Result
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.feedback import result_of
from nbparcours.grading.nbgrader_adapter.gradebook import comments, each
from nbparcours.grading.nbgrader_adapter.marked import is_marked


def results(places: Places, session: str, task: Task = "final-test") -> list[Result]:
    """Return the result of every graded learner, in the order of their ids; none before the session is graded."""
    course_id = YamlFile.read(places.modules / "course.yml").data["id"]
    return list(results_of(Desk(places, str(course_id), session, task)))


def results_of(desk: Desk) -> Iterator[Result]:
    """Yield the results of the session at `desk`.

    A hand-in that is not marked to the end, by program or by hand, has none yet.
    """
    test = desk.about()
    if test is None:
        return
    said = comments(desk) if test.get("written") else {}
    for learner, grades in each(desk):
        if is_marked(desk, learner, grades) and not any(row.waits for row in grades):
            slots = {row.slot: Points(row.score, row.out_of) for row in grades}
            yield result_of(test, slots, learner, desk.folder("submitted", learner), said.get(learner))
