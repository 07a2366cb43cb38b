"""The session's notebook as the trainer keeps it: the test, then one locked cell per slot with its hidden key."""

from collections.abc import Mapping
from typing import Any

from nbparcours.activity.bundle import screen_bundle
from nbparcours.activity.screens import test_spec
from nbparcours.course.load import Course
from nbparcours.course.places import HOME_PAGE
from nbparcours.course.text import DIRECTION, Lang
from nbparcours.grading.blueprint import Paper, Rules, assignment_of
from nbparcours.grading.slot import source

#: nbgrader's name of the notebook, and so of the feedback page.
NAME = "test"
#: The notebook's own language; the test inside it holds both, and the learner switches at any moment.
_LANG: Lang = "fr"


def make_notebook(course: Course, paper: Paper, rules: Rules, session: str) -> dict[str, Any]:
    """Return the notebook. The same sources and session always give the same bytes."""
    spec = test_spec(course, session, _LANG)
    spec["rules"] = rules.after(spec["rules"])
    slots = [_slot(slot, source(slot, paper[slot])) for slot in paper]
    about = _test(course, paper, spec["title"], session)
    return frame(course, {"final-test": screen_bundle(spec)}, slots, spec["title"], about)


def frame(
    course: Course,
    screens: Mapping[str, Any],
    cells: list[dict[str, Any]],
    title: dict[Lang, str],
    test: dict[str, Any],
) -> dict[str, Any]:
    """Return a notebook that shows `screens` (name -> bundle) and then `cells`; `test` is what grading needs of it."""
    return {
        "cells": [*(_screen(name, bundle) for name, bundle in screens.items()), *cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "nbparcours": {**_about(course, title), "test": test},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def shown_in(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return item -> what learners see of it, in both languages, from a notebook that was made here."""
    for cell in made["cells"]:
        for output in cell.get("outputs", ()):
            for spec in output["data"].values():
                if isinstance(spec, dict) and "items" in spec:
                    return dict(spec["items"])
    return {}


def _about(course: Course, title: dict[Lang, str]) -> dict[str, Any]:
    return {
        "lang": _LANG,
        "dir": DIRECTION[_LANG],
        "page": f"{NAME}.ipynb",
        "module": None,
        "title": title[_LANG],
        "twin": None,
        "home": f"../{_LANG}/{HOME_PAGE}.ipynb",
        "previous": None,
        "next": None,
        "exit_url": course.settings.exit_url,
        "kernel": False,
    }


def _test(course: Course, paper: Paper, title: dict[Lang, str], session: str) -> dict[str, Any]:
    """Return all that results need, so that the rules in force at release are those that are applied."""
    titles = {module.id: module.title.model_dump() for module in course.settings.modules}
    modules: dict[str, Any] = {}
    for slot in course.settings.blueprint:
        about = modules.setdefault(slot.module, {"title": titles[slot.module], "slots": []})
        about["slots"].append(slot.id)
    return {
        "session": session,
        "assignment": assignment_of(session),
        "course_id": course.settings.id,
        "title": title,
        "slots": {slot: [item.id for item in items] for slot, items in paper.items()},
        "modules": modules,
        "pass_rule": course.settings.pass_rule.model_dump(),
        "wait_hours": list(course.settings.access.wait_hours),
        **({"required": _required(course)} if course.settings.access.activities == "required" else {}),
    }


def _required(course: Course) -> list[str]:
    """Return the activities that must be done before the test."""
    contents = (course.contents[module.id] for module in course.settings.modules if module.id in course.contents)
    return [activity.id for content in contents for activity in content.activities.values() if activity.required]


def _screen(name: str, bundle: Mapping[str, Any]) -> dict[str, Any]:
    shown = {"output_type": "display_data", "metadata": {}, "data": bundle}
    return _code(name, f'activity("{name}")', {}, [shown])


def _slot(slot: str, code: str) -> dict[str, Any]:
    grading = {
        "schema_version": 3,
        "grade": True,
        "grade_id": slot,
        "locked": True,
        "points": 1,
        "solution": False,
        "task": False,
        "cell_type": "code",
    }
    return _code(slot, code, {"nbgrader": grading, "jupyter": {"source_hidden": True}}, [])


def _code(name: str, code: str, metadata: dict[str, Any], outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"deletable": False, "editable": False, **metadata},
        "execution_count": None,
        "source": code,
        "outputs": outputs,
    }
