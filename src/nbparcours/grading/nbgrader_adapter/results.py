"""The results of a session, as they stand in the gradebook."""

from nbparcours.course.places import Places
from nbparcours.course.yaml_file import YamlFile
from nbparcours.grading.marks import Points, Result
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.feedback import result_of
from nbparcours.grading.nbgrader_adapter.gradebook import rows
from nbparcours.grading.nbgrader_adapter.marked import is_marked


def results(places: Places, session: str) -> list[Result]:
    """Return the result of every graded learner, in the order of their ids; none before the session is graded."""
    course_id = YamlFile.read(places.modules / "course.yml").data["id"]
    return results_of(Desk(places, str(course_id), session))


def results_of(desk: Desk) -> list[Result]:
    """Return the results of the session at `desk`; a hand-in that is not marked to the end has none yet."""
    test = desk.about()
    if test is None:
        return []
    return [
        result_of(test, {row.slot: Points(row.score, row.out_of) for row in grades}, learner, folder)
        for learner, grades in sorted(rows(desk).items())
        if is_marked(desk, learner, grades) and (folder := desk.folder("submitted", learner))
    ]
