"""The final test's bank fills its blueprint: slots, levels, objectives, and all that an item must carry.

What would give an answer away is in `bank_clues`, how items are worded in `bank_wording`. The bank is the folder
that `Places.bank` names, public sample or private: the rules are the same.
"""

from collections import Counter
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, rule
from nbparcours.course.load import Course

#: The least that makes two learners' tests differ enough, and a session's keys not worth passing on.
CANDIDATES, ITEMS = 4, 20


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
    """Each slot has at least 4 candidates (or as many as the blueprint demands), each module at least 20 items."""
    if not course.bank:
        said = f"no item was found in {course.places.bank}; is NBPARCOURS_BANK right?"
        yield Fault(course.places.modules / "course.yml", 1, said)
        return
    found = course.candidates()
    modules: Counter[str] = Counter()
    for slot in course.settings.blueprint:
        modules[slot.module] += len(found[slot.id])
        needed = max(slot.candidates, CANDIDATES)
        if len(found[slot.id]) < needed:
            yield _short(course, f"slot {slot.id} has {len(found[slot.id])} candidates, not {needed}")
    for module, items in modules.items():
        if items < ITEMS:
            yield _short(course, f"module {module} has {items} items for the test, not {ITEMS}")


def _short(course: Course, said: str) -> Fault:
    return Fault(course.places.modules / "course.yml", 1, f"{said}; write more items in {course.places.bank}")


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


@rule("NP607")
def candidates_weigh_the_same(course: Course) -> Iterator[Fault]:
    """The candidates of a slot are of one level, since each learner meets only one of them."""
    for slot, names in course.candidates().items():
        levels = Counter(course.bank[name].level for name in names)
        usual = levels.most_common(1)[0][0] if levels else None
        for name in names:
            if course.bank[name].level != usual:
                message = f"{name}: {course.bank[name].level}, but slot {slot} is for {usual}; rewrite the item"
                yield Fault(*at(course, name), message)


@rule("NP608")
def items_are_complete(course: Course) -> Iterator[Fault]:
    """An item has a citation, a note of its author, and for each choice the reason why it is right or wrong."""
    for item in course.bank.values():
        silent = [name for name, choice in item.choices().items() if choice.why is None]
        missing = [*(["cites"] * (not item.cites)), *(["note"] * (not item.note.strip()))]
        missing += [f"why of {name}" for name in silent]
        if missing:
            yield Fault(*at(course, item.id), f"{item.id} has no {', no '.join(missing)}; add it")
