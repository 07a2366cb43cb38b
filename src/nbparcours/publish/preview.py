"""The author's view: every activity of a file, French beside Arabic, drawn again at every save.

Faults of the file stand in the page where the author looks, in the words of `nbparcours check`.
"""

import asyncio
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler, StaticFileHandler

from nbparcours.activity.bundle import bundle
from nbparcours.course.kinds import Activity
from nbparcours.course.load import Course, load, read_activities
from nbparcours.course.places import Places
from nbparcours.course.problem import Problem, SourceError
from nbparcours.course.text import LANGUAGES

STATIC = Path(__file__).parents[1] / "activity" / "static" / "site"
LOOK_SECONDS = 0.4
_STYLE = """
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
:root { color-scheme: light dark; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; align-items: start; }
.fault { border-inline-start: 4px solid #9c2f1d; padding-inline-start: .75rem; }
h2 { font-size: 1rem; margin-block: 2rem 0; }
"""
_RELOAD = "new EventSource('events').onmessage = () => location.reload();"


def page(path: Path, places: Places) -> str:
    """Return the page of `path`, a file of activities, as it stands now."""
    try:
        course = load(places)
    except SourceError as error:
        return _html(path, list(error.problems), "")
    activities, problems = read_activities(path, course)
    drawn, faults = [], list(problems)
    for activity in activities:
        try:
            drawn.append(_pair(activity, course))
        except Exception as error:  # whatever it is, the author sees it, and the other activities
            faults.append(Problem("NP002", path, 1, f"{activity.id} cannot be drawn: {error}"))
    return _html(path, faults, "".join(drawn))


def _pair(activity: Activity, course: Course) -> str:
    forms = "".join(f"<div>{bundle(activity, lang, course)['text/html']}</div>" for lang in LANGUAGES)
    about = f"{activity.id} · {activity.kind} · {activity.minutes:g} min · {', '.join(activity.objective)}"
    return f'<h2 id="{activity.id}">{escape(about)}</h2><div class="pair">{forms}</div>'


def _html(path: Path, problems: list[Problem], body: str) -> str:
    faults = "".join(f'<p class="fault">{escape(str(problem))}</p>' for problem in problems)
    head = f'<meta charset="utf-8"><title>{escape(path.name)}</title><style>{_STYLE}</style>'
    links = '<link rel="icon" href="data:,"><link rel="stylesheet" href="static/activity.css">'
    scripts = f'<script defer src="static/activity.js"></script><script>{_RELOAD}</script>'
    main = f"<main><h1>{escape(path.name)}</h1>{faults}{body}</main>"
    return f'<!doctype html><html lang="fr"><head>{head}{links}{scripts}</head><body>{main}</body></html>'


class _Page(RequestHandler):
    def initialize(self, path: Path, places: Places) -> None:
        self.path, self.places = path, places

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(page(self.path, self.places))


class _Events(RequestHandler):
    """Says once that something was saved; the page then loads anew and asks again."""

    def initialize(self, path: Path, places: Places) -> None:
        self.files = [path, *(places.modules / name for name in ("references.yml", "glossary.yml", "course.yml"))]

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        before = list(_times(self.files))
        while list(_times(self.files)) == before:
            self.write(": waiting\n\n")
            try:
                await self.flush()
            except StreamClosedError:
                return
            await asyncio.sleep(LOOK_SECONDS)
        self.finish("data: saved\n\n")


def _times(files: list[Path]) -> Iterator[int]:
    for file in files:
        try:
            yield file.stat().st_mtime_ns
        except OSError:  # between an editor's delete and its rename
            yield 0


def application(path: Path, places: Places) -> Application:
    """Return the server of `path`'s preview."""
    about: dict[str, Any] = {"path": path, "places": places}
    static = (r"/static/(.*)", StaticFileHandler, {"path": str(STATIC)})
    return Application([(r"/", _Page, about), (r"/events", _Events, about), static])


async def serve(path: Path, places: Places, port: int) -> None:
    """Serve the preview on this machine alone until it is interrupted; raise `OSError` if the port is taken."""
    application(path, places).listen(port, "127.0.0.1")
    await asyncio.Event().wait()
