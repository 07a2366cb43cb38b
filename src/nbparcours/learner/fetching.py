"""Tests over REST before and after the sitting: `exchange` lists them, `exchange/<act>` fetches or hands in."""

import json
import re
from typing import Any, cast

from tornado.web import authenticated

from nbparcours.learner import refusal
from nbparcours.learner.exchange import Act
from nbparcours.learner.handler import Handler

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def _name(text: Any) -> str:
    """Return what can be the name of a course or a test; both become parts of paths."""
    if not isinstance(text, str) or not _NAME.fullmatch(text):
        raise refusal.malformed()
    return text


class ListHandler(Handler):
    """Every test that is released, fetched or handed in."""

    @authenticated
    async def get(self) -> None:
        """Return a row for each."""
        rows = await self.exchange.tests(_name(self.get_query_argument("course", "")))
        self.finish(json.dumps({"tests": rows}))


class ActHandler(Handler):
    """What nbgrader does for a learner."""

    counted = False  # making ready was

    @authenticated
    async def post(self, act: str) -> None:
        """Do it and return the rows; the page finds there whether it came about."""
        course, assignment = map(_name, self.body("course", "assignment"))
        rows = await self.exchange.act(cast(Act, act), course, assignment)
        self.finish(json.dumps({"tests": rows}))


ROUTES = [(r"exchange", ListHandler), (r"exchange/(fetch|submit|feedback)", ActHandler)]
