"""Returning results: each learner's page into `feedback/`, and from there to where they, and nobody else, fetch it."""

from collections.abc import Iterator
from pathlib import Path

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from nbparcours.certificate.lifecycle import page_for
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.files import put
from nbparcours.grading.nbgrader_adapter.apart import FeedbackToEach, is_apart
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.results import results_of
from nbparcours.grading.notebook import NAME
from nbparcours.grading.report import page
from nbparcours.grading.summary import Outcome

_PAGE = f"{NAME}.html"
#: What nbgrader's own release of feedback needs beside the page.
_SIDE = ("submission_secret.txt", "timestamp.txt")


def return_all(desk: Desk) -> Iterator[Outcome]:
    """Write every page that does not say what the gradebook says, release what was not, and yield each learner."""
    test = desk.about() or {}
    to_release = False
    for result in results_of(desk):
        folder = desk.folder("feedback", result.learner)
        try:
            files = {name: desk.folder("submitted", result.learner).joinpath(name).read_bytes() for name in _SIDE}
            attached = page_for(desk.places, desk.session, result.learner)
            changed = put(folder, files | {_PAGE: page(result, test, attached).encode()})
            to_release = to_release or changed or not _is_released(desk, result.learner, folder)
            yield Outcome(result.learner, changed)
        except (OSError, ValueError, KeyError) as error:
            yield Outcome(result.learner, fault=f"{type(error).__name__}: {error}")
    if to_release:
        _release(desk)


def _is_released(desk: Desk, learner: str, folder: Path) -> bool:
    """Say whether the page that learners fetch is this one; nbgrader names it after the hand-in's secret."""
    secret = (folder / "submission_secret.txt").read_text("utf-8")
    name = f"{notebook_hash(secret=secret, notebook_id=NAME)}.html"
    own = [learner] if is_apart(desk.config) else []
    released = Path(str(desk.config.Exchange.root), desk.course.course_id, "feedback", *own, name)
    return released.is_file() and released.read_bytes() == (folder / _PAGE).read_bytes()


def _release(desk: Desk) -> None:
    try:
        desk.exchange(FeedbackToEach if is_apart(desk.config) else ExchangeReleaseFeedback)
    except (ExchangeError, OSError) as error:
        raise RefusalError(
            f"the results are written and could not be returned ({error}); run the command again"
        ) from None
