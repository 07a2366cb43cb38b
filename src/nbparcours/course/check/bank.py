"""The final test's bank is fair where a program can tell."""

import re
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, rule
from nbparcours.course.item import ChoiceItem
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES

#: The right option may be the longest in at most this share of the items (curriculum, part E).
LONGEST = 0.35
_ALL_OR_NONE = re.compile(
    r"toutes (les|ces) réponses|aucune (de ces|des) réponses"
    r"|جميع (ما سبق|الأجوبة)|كل ما سبق|لا شيء مما"
)


def _choices(course: Course) -> Iterator[ChoiceItem]:
    yield from (item for item in course.bank.values() if isinstance(item, ChoiceItem))


@rule("NP601")
def items_fit_their_slot(course: Course) -> Iterator[Fault]:
    """An item belongs to a slot of the blueprint, and is of a kind that the slot takes."""
    slots = {slot.id: slot for slot in course.settings.blueprint}
    for item in course.bank.values():
        slot = slots.get(item.slot)
        if slot is None:
            yield Fault(*at(course, item.id), f"{item.id}: slot {item.slot!r} is not in course.yml; correct it")
        elif item.kind not in slot.kind:
            yield Fault(
                *at(course, item.id),
                f"{item.id}: slot {slot.id} takes {', '.join(slot.kind)}, not {item.kind}",
            )


@rule("NP602")
def slots_are_filled(course: Course) -> Iterator[Fault]:
    """Each slot has as many candidates as the blueprint demands."""
    found = course.candidates()
    for slot in course.settings.blueprint:
        if len(found[slot.id]) < slot.candidates:
            message = f"slot {slot.id} has {len(found[slot.id])} candidates, not {slot.candidates}; write more items"
            yield Fault(course.places.modules / "course.yml", 1, message)


def _singles(course: Course) -> Iterator[tuple[str, list[ChoiceItem]]]:
    """Yield each module's choices of one option."""
    modules = {slot.id: slot.module for slot in course.settings.blueprint}
    found: dict[str, list[ChoiceItem]] = {}
    for item in _choices(course):
        if item.kind != "multiple":
            found.setdefault(modules.get(item.slot, "?"), []).append(item)
    yield from found.items()


@rule("NP603")
def no_clue_by_length(course: Course) -> Iterator[Fault]:
    """The right option is the longest in no more than 35 % of a module's items, in either language."""
    for module, single in _singles(course):
        for lang in LANGUAGES:
            longest = [i for i in single if max(i.options, key=lambda o: len(o.text.get(lang))).correct]
            if len(longest) > LONGEST * len(single):
                names = ", ".join(item.id for item in longest)
                said = f"{module}: in {len(longest)} of {len(single)} items ({lang}) the right option is the longest"
                yield Fault(*at(course, longest[0].id), f"{said}: {names}")


@rule("NP604")
def no_all_of_the_above(course: Course) -> Iterator[Fault]:
    """No option says "all of the above" or "none of these"."""
    for item in _choices(course):
        for option in item.options:
            if _ALL_OR_NONE.search(f"{option.text.fr} {option.text.ar}"):
                yield Fault(*at(course, item.id), f"{item.id}/{option.id}: write an option of its own instead")


@rule("NP605")
def items_have_known_objectives(course: Course) -> Iterator[Fault]:
    """An item tests an objective of its slot's module."""
    slots = {slot.id: slot.module for slot in course.settings.blueprint}
    known = {m.id: {o.id for o in m.objectives} for m in course.settings.modules}
    for item in course.bank.values():
        if item.objective not in known.get(slots.get(item.slot, ""), set()):
            yield Fault(
                *at(course, item.id),
                f"{item.id}: {item.objective!r} is no objective of its module; correct it",
            )


@rule("NP606")
def keys_are_balanced(course: Course) -> Iterator[Fault]:
    """No position holds the key in more than half of a module's single choices."""
    for module, single in _singles(course):
        places = [[o.correct for o in item.options].index(True) for item in single]
        for place in sorted(set(places)):
            if len(single) >= 8 and places.count(place) > len(single) / 2:
                said = f"{module}: the key stands in place {place + 1} in {places.count(place)} of {len(single)} items"
                yield Fault(*at(course, single[0].id), f"{said}; move some")
