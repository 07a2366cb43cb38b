"""What all handlers of the learner's server share: places, bodies, and errors in the learner's two languages."""

import json
from datetime import UTC, datetime
from typing import Any

from jupyter_server.base.handlers import APIHandler

from nbparcours.course.places import Places
from nbparcours.learner import final_test, refusal
from nbparcours.learner.answers import Done
from nbparcours.learner.completion import done
from nbparcours.learner.counting import count_request
from nbparcours.learner.exchange import Exchange
from nbparcours.learner.final_test import FinalTest
from nbparcours.learner.progress import STATE_BYTES, Progress
from nbparcours.learner.refusal import Refusal

_BODY_BYTES = 2 * STATE_BYTES


class Handler(APIHandler):
    """What all handlers share: places, bodies, and errors in the learner's two languages."""

    auth_resource = "nbparcours"
    counted = True

    def initialize(self, places: Places, progress: Progress, exchange: Exchange) -> None:
        """Take what the routes are made with."""
        self.places = places
        self.progress = progress
        self.exchange = exchange

    def body(self, *names: str) -> list[Any]:
        """Return the named members of the JSON object that was sent; refuse anything else."""
        if len(self.request.body) > _BODY_BYTES:
            raise refusal.too_large()
        try:
            sent = json.loads(self.request.body)
            return [sent[name] for name in names]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise refusal.malformed() from error

    def test(self, assignment: str) -> FinalTest:
        """Return the fetched test of that name."""
        return FinalTest.open(self.places, assignment, final_test.learner_id())

    def done(self) -> Done:
        """Return how much of the course the learner has done."""
        return done(self.places, self.progress.read()["activities"])

    def on_finish(self) -> None:
        """Count what was saved, handed in or neither."""
        if self.counted:
            count_request(self.request.method or "", self.request.path, self.get_status())
        super().on_finish()

    def log_exception(self, *error: Any) -> None:
        """A refusal is an answer, not an accident: keep it out of the log."""
        if not isinstance(error[1], Refusal):
            super().log_exception(*error)

    def send_error(self, status_code: int = 500, **details: Any) -> None:
        """Give a refusal its own status."""
        error = details.get("exc_info", (None, None))[1]
        super().send_error(error.status if isinstance(error, Refusal) else status_code, **details)

    def write_error(self, status_code: int, **details: Any) -> None:
        """Answer with one sentence in each language, and never a trace of the code."""
        error = details.get("exc_info", (None, None))[1]
        said = error.message if isinstance(error, Refusal) else _general(status_code)
        self.finish(json.dumps({"message": said}))


def _general(status: int) -> refusal.Said:
    if status == 403:
        return {
            "fr": "Votre session est terminée. Rechargez la page pour vous connecter de nouveau.",
            "ar": "انتهت جلستكم. أعيدوا تحميل الصفحة لتسجيل الدخول من جديد.",
        }
    return {
        "fr": f"Le serveur n'a pas pu répondre (code {status}). Rien de ce qui était enregistré n'est perdu.",
        "ar": f"لم يتمكن الخادم من الإجابة (الرمز {status}). ولم يضِع شيء مما سبق حفظه.",
    }


def now() -> str:
    """Return this moment as answers to a request write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
