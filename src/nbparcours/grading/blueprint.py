"""The test's blueprint filled from the bank, and the conditions it is taken under."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from nbparcours.course.item import Item
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang, Strict, Text
from nbparcours.course.yaml_file import YamlError, YamlFile

_SESSION = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")

#: What a session holds: the test, and the case study that whoever wants may write.
Task = Literal["final-test", "case-study"]
#: Slot -> its candidates, in the blueprint's order.
Paper = dict[str, list[Item]]


class RefusalError(Exception):
    """Something that is asked for cannot be done; the message says why and what to do."""


class Rules(Strict):
    """`assignments/final-test/rules.yml`: the conditions that are added to the rules which the test says itself."""

    conditions: tuple[Text, ...] = ()

    def after(self, said: Mapping[Lang, str]) -> dict[Lang, str]:
        """Return the rules `said`, one a line, with the conditions below them."""
        return {lang: "\n".join((said[lang], *(text.get(lang) for text in self.conditions))) for lang in LANGUAGES}


def assignment_of(session: str, task: Task = "final-test") -> str:
    """Return nbgrader's name for a session's test or case study."""
    if not _SESSION.fullmatch(session):
        raise RefusalError(
            f"{session!r} cannot name a session: use small letters, digits and hyphens, as in 2026-12-rabat"
        )
    return f"{task}-{session}"


def paper(course: Course) -> Paper:
    """Fill every slot with its candidates; refuse a blueprint that the bank does not fill."""
    if not course.settings.blueprint:
        raise RefusalError("course.yml has no blueprint, so there is no test to release")
    filled = {
        slot.id: [course.bank[name] for name in course.candidates()[slot.id]] for slot in course.settings.blueprint
    }
    short = [
        f"{slot.id} has {len(filled[slot.id])} of {slot.candidates}"
        for slot in course.settings.blueprint
        if len(filled[slot.id]) < max(slot.candidates, 1)
    ]
    if short:
        raise RefusalError(f"the bank has too few questions: {', '.join(short)}; write more, or lower `candidates`")
    _fit(course, filled)
    return filled


def _fit(course: Course, filled: Paper) -> None:
    kinds = {slot.id: slot.kind for slot in course.settings.blueprint}
    odd = [item.id for slot, items in filled.items() for item in items if item.kind not in kinds[slot]]
    if odd:
        raise RefusalError(f"questions of a kind that their slot does not take: {', '.join(odd)}; move or rewrite them")


def rules(folder: Path) -> Rules:
    """Read the test's conditions from `folder`."""
    path = folder / "rules.yml"
    try:
        return Rules.model_validate(YamlFile.read(path).data)
    except (YamlError, ValidationError) as fault:
        raise RefusalError(f"{path}: {str(fault).splitlines()[0]}; mend this file, then release again") from None
