"""A learner's progress as xAPI 1.0.3 statements, one JSON object a line, for a learning record store.

Only what the store holds becomes a statement: that an activity was begun or completed, with which score, when, in
which language. No answer is in it, and nobody is named but by the account that the learner has here.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

#: Statement ids are made from what they state, so that exporting twice does not state anything twice.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:nbparcours")
_VERBS = {
    True: {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"fr": "a terminé", "ar": "أتمّ"}},
    False: {"id": "http://adlnet.gov/expapi/verbs/attempted", "display": {"fr": "a commencé", "ar": "بدأ"}},
}
_TYPE = "http://adlnet.gov/expapi/activities/interaction"


def statements(exported: dict[str, Any], home_page: str, account: str) -> Iterator[dict[str, Any]]:
    """Yield one statement per activity of `Progress.export()`; the actor is `account` on `home_page`, a URL."""
    actor = {"objectType": "Agent", "account": {"homePage": home_page, "name": account}}
    for ident, entry in exported["activities"].items():
        state = entry["state"] if isinstance(entry["state"], dict) else {}
        done = bool(state.get("attempts"))
        yield {
            "id": str(uuid.uuid5(_NAMESPACE, f"{home_page} {account} {ident} {entry['updated']}")),
            "actor": actor,
            "verb": _VERBS[done],
            "object": {"objectType": "Activity", "id": f"urn:nbparcours:{ident}", "definition": {"type": _TYPE}},
            "result": _result(state, done),
            "timestamp": entry["updated"],
            "context": {"platform": "nbparcours"},
            "version": "1.0.3",
        }


def lines(exported: dict[str, Any], home_page: str, account: str) -> str:
    """Return the statements as JSON lines."""
    found = statements(exported, home_page, account)
    return "".join(json.dumps(statement, ensure_ascii=False) + "\n" for statement in found)


def _result(state: dict[str, Any], done: bool) -> dict[str, Any]:
    best = state.get("best")
    scored = isinstance(best, int | float) and not isinstance(best, bool) and 0 <= best <= 1
    return {"completion": done, **({"score": {"scaled": best}} if done and scored else {})}
