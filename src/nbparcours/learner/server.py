"""The learner's REST interface, a Jupyter Server extension: `progress` and `test/<assignment>`.

Handlers only translate; `progress`, `answers` and `final_test` know. Everyone who asks is logged in, and
changes carry Jupyter's XSRF token.
"""

import json
from datetime import UTC, datetime
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from nbparcours.course.places import Places
from nbparcours.learner import final_test, refusal, xapi
from nbparcours.learner.final_test import FinalTest
from nbparcours.learner.progress import STATE_BYTES, Progress
from nbparcours.learner.refusal import Refusal

_BODY_BYTES = 2 * STATE_BYTES
_LINE = 200


class _Handler(APIHandler):
    """What all handlers share: places, bodies, and errors in the learner's two languages."""

    auth_resource = "nbparcours"

    def initialize(self, places: Places, progress: Progress) -> None:
        self.places = places
        self.progress = progress

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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class ProgressHandler(_Handler):
    """All of the learner's progress."""

    @authenticated
    def get(self) -> None:
        """Return it, with a notice when a damaged file was put aside."""
        found = self.progress.read()
        self.finish(json.dumps({**found, **({"notice": self.progress.notice} if self.progress.notice else {})}))

    @authenticated
    def delete(self) -> None:
        """Erase it."""
        self.progress.erase()
        self.set_status(204)
        self.finish()


class ActivityHandler(_Handler):
    """One activity's state."""

    @authenticated
    def put(self, activity: str) -> None:
        """Keep it."""
        state, page, lang = self.body("state", "page", "lang")
        if not isinstance(state, dict) or not _line(page) or lang not in ("fr", "ar"):
            raise refusal.malformed()
        self.finish(json.dumps({"saved": self.progress.put(activity, state, page, lang)}))


def _line(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= _LINE


class ExportHandler(_Handler):
    """The learner's own copy of everything kept about them."""

    @authenticated
    def get(self) -> None:
        """Return it as a file to keep: JSON, or with `?format=xapi` xAPI statements, one a line."""
        found = self.progress.export()
        if self.get_query_argument("format", "json") == "xapi":
            place = f"{self.request.protocol}://{self.request.host}{self.base_url}"
            self._file(
                "progression.xapi.jsonl", "application/x-ndjson", xapi.lines(found, place, final_test.learner_id())
            )
        else:
            self._file("progression.json", "application/json", json.dumps(found, ensure_ascii=False, indent=1))

    def _file(self, name: str, media: str, text: str) -> None:
        self.set_header("Content-Type", f"{media}; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(text)


class FinalTestHandler(_Handler):
    """A fetched test."""

    @authenticated
    def get(self, assignment: str) -> None:
        """Return the items to show and the answers so far."""
        self.finish(json.dumps(self.test(assignment).state(final_test.learner_id())))


class AnswerHandler(_Handler):
    """The answer to one item."""

    @authenticated
    def put(self, assignment: str, item: str) -> None:
        """Keep it."""
        value, lang = self.body("value", "lang")
        self.test(assignment).answer(item, value, lang)
        self.finish(json.dumps({"saved": _now()}))


class NameHandler(_Handler):
    """The name to print on the certificate."""

    @authenticated
    def put(self, assignment: str) -> None:
        """Keep it."""
        (name,) = self.body("name")
        self.test(assignment).name(name)
        self.finish(json.dumps({"saved": _now()}))


class HandInHandler(_Handler):
    """Makes the answers ready for nbgrader's own submission, which the page asks for next."""

    @authenticated
    def post(self, assignment: str) -> None:
        """Return the receipt."""
        test = self.test(assignment)
        done = final_test.done(self.places, self.progress.read()["activities"])
        self.finish(json.dumps({"receipt": test.hand_in(done)}))


class ResultHandler(_Handler):
    """The result, once feedback was fetched."""

    @authenticated
    def get(self, assignment: str) -> None:
        """Return it, or null."""
        self.finish(json.dumps({"result": self.test(assignment).result()}))


_ID = r"([a-z][a-z0-9-]{0,99})"
_ASSIGNMENT = r"test/([A-Za-z0-9_-]{1,80})"
_ROUTES = [
    (r"progress", ProgressHandler),
    (r"progress/export", ExportHandler),
    (rf"progress/{_ID}", ActivityHandler),
    (_ASSIGNMENT, FinalTestHandler),
    (rf"{_ASSIGNMENT}/answers/{_ID}", AnswerHandler),
    (rf"{_ASSIGNMENT}/name", NameHandler),
    (rf"{_ASSIGNMENT}/handin", HandInHandler),
    (rf"{_ASSIGNMENT}/result", ResultHandler),
]


def _keep_course(places: Places) -> Any:
    """Return a hook that refuses to save over a built notebook, whatever the file's own mode allows."""

    def refuse(path: str, contents_manager: Any, **_: Any) -> None:
        file = contents_manager._get_os_path(path) if hasattr(contents_manager, "_get_os_path") else path
        if places.notebooks.resolve() in places.learner.joinpath(file).resolve().parents:
            raise HTTPError(403, "Les pages du cours ne se modifient pas. / صفحات الدورة لا تُعدَّل.")

    return refuse


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "nbparcours.learner.server"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Add the routes under base_url; called by Jupyter Server."""
    places = Places()
    tools = {"places": places, "progress": Progress(places.progress)}
    base = app.web_app.settings["base_url"]
    routes = [(url_path_join(base, "nbparcours", path), handler, tools) for path, handler in _ROUTES]
    app.web_app.add_handlers(".*$", routes)
    app.contents_manager.register_pre_save_hook(_keep_course(places))
