"""The learner's REST interface, a Jupyter Server extension: `progress`, `test/<assignment>` and `exchange`.

Handlers only translate; `progress`, `answers` and `final_test` know. Everyone who asks is logged in, and
changes carry Jupyter's XSRF token.
"""

import json
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from nbparcours.course.places import Places
from nbparcours.learner import fetching, final_test, refusal, sitting, xapi
from nbparcours.learner.exchange import Exchange
from nbparcours.learner.handler import Handler
from nbparcours.learner.progress import Progress

_LINE = 200


class ProgressHandler(Handler):
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


class ActivityHandler(Handler):
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


class ExportHandler(Handler):
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


_ID = r"([a-z][a-z0-9-]{0,99})"
_ROUTES = [
    (r"progress", ProgressHandler),
    (r"progress/export", ExportHandler),
    (rf"progress/{_ID}", ActivityHandler),
    *sitting.ROUTES,
    *fetching.ROUTES,
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
    tools = {"places": places, "progress": Progress(places.progress), "exchange": Exchange(places)}
    base = app.web_app.settings["base_url"]
    routes = [(url_path_join(base, "nbparcours", path), handler, tools) for path, handler in _ROUTES]
    app.web_app.add_handlers(".*$", routes)
    app.contents_manager.register_pre_save_hook(_keep_course(places))
