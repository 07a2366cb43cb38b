"""Nothing but knowledge leads to an answer: neither length, nor place, nor another item of the same test."""

import re
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, rule
from nbparcours.course.item import ChoiceItem, Item
from nbparcours.course.kinds.choice import Option
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang

#: The right option may be the longest in at most this share of a module's items (curriculum, part E), and the
#: shortest in at most that one: padding the wrong ones is as much of a clue.
LONGEST, SHORTEST = 0.35, 0.45
#: A place may hold the key in at most this share of a module's items, and must hold it in at least that one.
OFTEN, SELDOM = 0.4, 0.1
#: Below this number of items a share means nothing.
ENOUGH = 8
#: So many words that only the right option has, all of them in another item's question, are its answer.
TELLING = 3

_WORD = re.compile(r"\w[\w-]{3,}")
_VOWELS = re.compile(r"[\u064b-\u0652\u0670]")
_PREFIX = re.compile(r"^[وف]?(?:بال|كال|لل|ال)")


def singles(course: Course) -> Iterator[tuple[str, list[ChoiceItem]]]:
    """Yield each module's choices of one option."""
    modules = {slot.id: slot.module for slot in course.settings.blueprint}
    found: dict[str, list[ChoiceItem]] = {}
    for item in course.bank.values():
        if isinstance(item, ChoiceItem) and item.kind != "multiple":
            found.setdefault(modules.get(item.slot, "?"), []).append(item)
    yield from found.items()


def _lengths(item: ChoiceItem, lang: Lang) -> tuple[int, list[int]]:
    """Return the length of the right option, and of the others."""
    sizes = [(option.correct, len(option.text.get(lang))) for option in item.options]
    return next(size for right, size in sizes if right), [size for right, size in sizes if not right]


def _too_many(course: Course, module: str, items: list[ChoiceItem], found: list[ChoiceItem], said: str) -> Fault:
    names = ", ".join(item.id for item in found)
    said = f"{module}: in {len(found)} of {len(items)} items {said}: {names}"
    return Fault(*at(course, found[0].id), f"{said}; shorten or fill out some options")


@rule("NP603")
def no_clue_by_length(course: Course) -> Iterator[Fault]:
    """The right option is the longest in no more than 35 % of a module's items, in either language."""
    for module, items in singles(course):
        for lang in LANGUAGES:
            longest = [item for item in items if (size := _lengths(item, lang))[0] > max(size[1])]
            if len(longest) > LONGEST * len(items):
                yield _too_many(course, module, items, longest, f"({lang}) the right option is the longest")


@rule("NP609")
def no_clue_by_shortness(course: Course) -> Iterator[Fault]:
    """The right option is the shortest in no more than 45 % of a module's items, in either language."""
    for module, items in singles(course):
        for lang in LANGUAGES:
            shortest = [item for item in items if (size := _lengths(item, lang))[0] < min(size[1])]
            if len(items) >= ENOUGH and len(shortest) > SHORTEST * len(items):
                yield _too_many(course, module, items, shortest, f"({lang}) the right option is the shortest")


@rule("NP606")
def keys_are_balanced(course: Course) -> Iterator[Fault]:
    """Each position holds the key in 10 to 40 % of a module's single choices."""
    for module, items in singles(course):
        places = [[option.correct for option in item.options].index(True) for item in items]
        for place in range(min(len(item.options) for item in items)):
            share = places.count(place) / len(items)
            if len(items) >= ENOUGH and not SELDOM <= share <= OFTEN:
                said = f"{module}: the key stands in place {place + 1} in {places.count(place)} of {len(items)} items"
                yield Fault(*at(course, items[0].id), f"{said}; move some")


def _words(text: str) -> set[str]:
    """Return the words that carry meaning; an Arabic word without its article."""
    return {_PREFIX.sub("", word) for word in _WORD.findall(_VOWELS.sub("", text.lower()))}


def _asked(item: Item, lang: Lang) -> set[str]:
    return _words(f"{item.case.get(lang) if item.case else ''} {item.stem.get(lang)}")


def _only(option: Option, item: ChoiceItem, lang: Lang) -> set[str]:
    """Return the words of `option` that none of the item's wrong options has."""
    others = (other.text.get(lang) for other in item.options if not other.correct)
    return _words(option.text.get(lang)) - _words(" ".join(others))


@rule("NP611")
def no_item_answers_another(course: Course) -> Iterator[Fault]:
    """No question holds the right option of an item of another slot, which the same learner may meet."""
    asked = {(item.id, lang): _asked(item, lang) for item in course.bank.values() for lang in LANGUAGES}
    for item in course.bank.values():
        if not isinstance(item, ChoiceItem):
            continue
        for lang in LANGUAGES:
            for option in filter(lambda option: option.correct, item.options):
                words = _only(option, item, lang)
                for other in course.bank.values():
                    if len(words) >= TELLING and other.slot != item.slot and words <= asked[other.id, lang]:
                        message = f"{other.id}: its question ({lang}) tells the answer of {item.id}; word it otherwise"
                        yield Fault(*at(course, other.id), message)
