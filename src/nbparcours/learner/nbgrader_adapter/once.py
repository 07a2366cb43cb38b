"""One act of nbgrader's exchange, in a process that ends with it: `python -m nbparcours.learner.nbgrader_adapter.once`.

A learner lists, fetches and hands in a few times in a whole course; in the learner's server nbgrader would take its
38 MB all day. The acts are nbgrader's own classes with the settings that nbgrader itself would find; only the folder
that the learner's server shows is no place for settings here, because a learner may put files there.
"""

import json
import logging
import sys
from typing import Any

from jupyter_core.application import JupyterApp
from traitlets.config import Config

from nbparcours.learner.lean import do_without, later, leave_out

#: What nbgrader imports for its desk, its gradebook and its own pages: none of it moves files.
_UNUSED = ("nbgrader.server_extensions", "nbgrader.api", "sqlalchemy", "setuptools", "nbformat")
_OPTIONAL = ("rfc3987_syntax",)  # jsonschema's check of internationalised addresses: seconds to import
_ACTS = {"list": None, "fetch": "FetchAssignment", "submit": "Submit", "feedback": "FetchFeedback"}


class Settings(JupyterApp):
    """Reads `nbgrader_config.py` and `jupyter_config.py` where Jupyter's settings are."""

    name = "nbgrader"
    version = ""  # the one of jupyter_core says nothing here

    def read(self, course: str, assignment: str) -> Config:
        """Return them, for one course and one test."""
        self.load_config_file(suppress_errors=False)
        self.config.CourseDirectory.course_id = course
        self.config.CourseDirectory.assignment_id = assignment
        return self.config


def do(act: str, course: str, assignment: str) -> dict[str, Any]:
    """Return nbgrader's list of tests after the act, and what nbgrader said when it could not do it."""
    failed = _refused(act, course, assignment)
    return {"failed": failed, "tests": tests(course)}


def _refused(act: str, course: str, assignment: str) -> str:
    """Do it; return nothing, or what stood in the way."""
    from nbgrader.exchange import ExchangeError  # only now: `main` leaves out most of it first

    try:
        if name := _ACTS[act]:
            _made(name, Settings().read(course, assignment)).start()
    except (ExchangeError, OSError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _made(name: str, config: Config) -> Any:
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import ExchangeFactory

    parts = {"coursedir": CourseDirectory(config=config), "authenticator": Authenticator(config=config)}
    return getattr(ExchangeFactory(config=config), name)(config=config, **parts)


def tests(course: str) -> list[dict[str, Any]]:
    """Return one row for each test that is released or was handed in."""
    rows: dict[str, dict[str, Any]] = {}
    for found in [*_listed(course, cached=False), *_listed(course, cached=True)]:
        name = found["assignment_id"]
        row = rows.setdefault(name, {"assignment": name, "fetched": False, "submissions": []})
        if "submissions" in found:
            row["submissions"] = [_submission(one) for one in found["submissions"]]
        else:
            row["fetched"] = found["status"] == "fetched"
    return list(rows.values())


def _listed(course: str, cached: bool) -> list[dict[str, Any]]:
    config = Settings().read(course, "")
    config.ExchangeList.cached = cached
    found: list[dict[str, Any]] = _made("List", config).start()
    return found


def _submission(one: dict[str, Any]) -> dict[str, Any]:
    return {"timestamp": one["timestamp"], "feedback": one["has_exchange_feedback"] or one["has_local_feedback"]}


def main() -> None:
    """Do what the command line says and print what came of it."""
    logging.basicConfig(level=logging.ERROR)  # what went wrong is in the answer
    leave_out(*_UNUSED)
    do_without(*_OPTIONAL)
    later("requests")  # for one way of knowing who may take a course, which only some settings choose
    try:
        print(json.dumps(do(*sys.argv[1:4])))
    except Exception as error:  # the exchange is not there at all: one line for the log, none for the page
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
