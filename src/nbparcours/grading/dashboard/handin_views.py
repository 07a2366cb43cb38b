"""What the dashboard shows of hand-ins that a person has to look at: refused, odd, or waiting for a mark."""

from collections.abc import Mapping, Sequence
from typing import Any

from nbparcours.course.text import Lang
from nbparcours.grading.dashboard.views import framed, grid, paragraph, table
from nbparcours.grading.dashboard.words import say
from nbparcours.grading.marks import Points
from nbparcours.grading.notices import Notice


def quarantine(cells: Sequence[dict[str, str]], lang: Lang) -> str:
    """Show what was refused, why, and where it is kept."""
    rows = [(cell["learner"], say(f"refused_{cell['code']}", lang), cell["kept"]) for cell in cells]
    shown = table(("learner", "reason", "kept"), rows, lang) if rows else paragraph(say("nothing", lang))
    return framed([shown], lang)


def notices(found: Mapping[str, Sequence[Notice]], lang: Lang) -> str:
    """Show what there is to know of each hand-in; `found` holds the test's notices and the case study's."""
    every = sorted(((one, task) for task, told in found.items() for one in told), key=lambda pair: pair[0].learner)
    rows = [(one.learner, say(task, lang), one.say(lang)) for one, task in every]
    if not rows:
        return framed([paragraph(say("nothing", lang))], lang)
    return framed([paragraph(say("no_effect", lang)), table(("learner", "handed", "to_know"), rows, lang)], lang)


def case_study(titles: Mapping[str, Mapping[str, str]], marks: Mapping[str, Any], lang: Lang) -> str:
    """Show each learner's points for each open answer, and how many wait for a person."""
    if not marks:
        return framed([paragraph(say("nothing", lang))], lang)
    waiting = sum(None in points.values() for points in marks.values())
    state = say("to_mark", lang, n=str(waiting)) if waiting else say("marked", lang)
    rows = [(learner, *_points(points, titles, lang)) for learner, points in marks.items()]
    heads = (say("learner", lang), *(title[lang] for title in titles.values()), say("total", lang))
    return framed([paragraph(state), grid(heads, rows)], lang)


def _points(points: Mapping[str, Points | None], names: Mapping[str, Any], lang: Lang) -> list[str]:
    """Return a cell for each question, then the total, which is none before all are marked."""
    marks = [points.get(name) for name in names]
    known = [mark for mark in marks if mark is not None]
    total = sum(known, Points(0, 0)) if len(known) == len(marks) else None
    return [_cell(mark, lang) for mark in (*marks, total)]


def _cell(mark: Points | None, lang: Lang) -> str:
    return f"{mark.points:g} / {mark.out_of:g}".replace(".", ",") if mark else say("awaited", lang)
