"""What there is to know of the hand-ins that were collected, read anew from them each time."""

import json
from collections.abc import Iterable, Iterator

from nbparcours.certificate.register import Register
from nbparcours.grading.handin import ANSWERS
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.notices import Notice, notices
from nbparcours.grading.slot import SUBMISSION


def notices_of(desk: Desk, learners: Iterable[str]) -> Iterator[Notice]:
    """Yield the notices of each learner; a folder that cannot be read is listed as a failure elsewhere."""
    terms = desk.terms()
    for learner in learners:
        folder = desk.folder("submitted", learner)
        try:
            who = json.loads((folder / SUBMISSION).read_text("utf-8"))
            handin = json.loads((folder / ANSWERS).read_text("utf-8"))
            yield from notices(terms, who, handin)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue


def held_back(desk: Desk, learners: Iterable[str]) -> dict[str, Notice]:
    """Return who may not be certified although they passed: required activities are missing, and nobody waived them.

    Whoever has a number already keeps it: that was decided before.
    """
    missing = {notice.learner: notice for notice in notices_of(desk, learners) if notice.code == "progress"}
    if not missing or not desk.places.certificates.is_dir():
        return missing
    register = Register(desk.places)
    return {who: notice for who, notice in missing.items() if register.of_learner(desk.session, who) is None}
