"""The bank as Moodle XML, the format in which Moodle imports and exports questions. It holds the keys."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence

from nbparcours.course.item import Item, OrderingItem
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.kinds.matching import MatchingBody
from nbparcours.course.load import Course
from nbparcours.course.text import DIRECTION, Lang
from nbparcours.grading.exported import paragraphs, share


def moodle_xml(course: Course, languages: Sequence[Lang]) -> bytes:
    """Return the whole bank, one category a module and language."""
    quiz = ET.Element("quiz")
    modules = {slot.id: slot.module for slot in course.settings.blueprint}
    for lang in languages:
        for module in course.settings.modules:
            items = [item for item in course.bank.values() if modules.get(item.slot) == module.id]
            if items:
                quiz.append(_category(course.settings.title.get(lang), module.title.get(lang)))
                quiz.extend(_question(item, lang) for item in items)
    ET.indent(quiz, " ")
    return bytes(ET.tostring(quiz, "utf-8", xml_declaration=True))


def _category(*names: str) -> ET.Element:
    question = ET.Element("question", type="category")
    path = "/".join(name.replace("/", "//") for name in names)  # Moodle's way to write a slash in a name
    _text(ET.SubElement(question, "category"), f"$course$/top/{path}")
    return question


def _question(item: Item, lang: Lang) -> ET.Element:
    kind, body = _KINDS[item.kind]
    question = ET.Element("question", type=kind)
    _text(ET.SubElement(question, "name"), f"{item.id} ({lang})")
    _html(question, "questiontext", (item.case.get(lang) if item.case else "", item.stem.get(lang)), lang)
    _html(question, "generalfeedback", (), lang)
    ET.SubElement(question, "defaultgrade").text = "1"
    ET.SubElement(question, "penalty").text = "0"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = f"{item.id}-{lang}"
    question.extend(body(item, lang))
    tags = ET.SubElement(question, "tags")
    for tag in (item.slot, item.objective, item.level, f"v{item.version}"):
        _text(ET.SubElement(tags, "tag"), tag)
    return question


def _choice(item: Item, lang: Lang) -> Iterator[ET.Element]:
    assert isinstance(item, ChoiceBody)
    single = item.kind != "multiple"
    yield from (_plain("single", str(single).lower()), _plain("shuffleanswers", "true"))
    yield _plain("answernumbering", "none")
    right = sum(option.correct for option in item.options)
    for option in item.options:
        # as our own scorer: (right − wrong) / all that are right, and for one choice all or nothing
        wrong = "0" if single else share(-1, right)
        answer = ET.Element("answer", fraction=share(1, right) if option.correct else wrong, format="html")
        ET.SubElement(answer, "text").text = _words((option.text.get(lang),), lang)
        _html(answer, "feedback", (option.why.get(lang),), lang)
        yield answer


def _matching(item: Item, lang: Lang) -> Iterator[ET.Element]:
    assert isinstance(item, MatchingBody)
    yield _plain("shuffleanswers", "true")
    for pair in item.pairs:
        yield _sub(pair.text.get(lang), pair.match.get(lang), lang)
    for extra in item.extras:
        yield _sub("", extra.text.get(lang), lang)


def _sub(left: str, right: str, lang: Lang) -> ET.Element:
    made = ET.Element("subquestion", format="html")
    ET.SubElement(made, "text").text = _words((left,), lang) if left else ""
    _text(ET.SubElement(made, "answer"), right)
    return made


def _ordering(item: Item, lang: Lang) -> Iterator[ET.Element]:
    """Moodle's own ordering question (core since 4.4); the answers stand in their right order."""
    assert isinstance(item, OrderingItem)
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0", "gradingtype": "ALL_OR_NOTHING"}
    # relative to all that follows: the share of pairs in order, as our own scorer
    settings |= {"gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT", "showgrading": "HIDE", "numberingstyle": "none"}
    yield from (_plain(name, value) for name, value in settings.items())
    for place, step in enumerate(item.steps, start=1):
        answer = ET.Element("answer", fraction=f"{place}.0000000", format="html")
        ET.SubElement(answer, "text").text = _words((step.text.get(lang),), lang)
        yield answer


_KINDS: dict[str, tuple[str, Callable[[Item, Lang], Iterator[ET.Element]]]] = {
    "single": ("multichoice", _choice),
    "vignette": ("multichoice", _choice),
    "multiple": ("multichoice", _choice),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
}


def _plain(name: str, value: str) -> ET.Element:
    made = ET.Element(name)
    made.text = value
    return made


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, "text").text = words


def _html(parent: ET.Element, name: str, texts: Sequence[str], lang: Lang) -> None:
    ET.SubElement(ET.SubElement(parent, name, format="html"), "text").text = _words(texts, lang)


def _words(texts: Sequence[str], lang: Lang) -> str:
    """Return HTML in the language's direction; Moodle takes it out of the XML as text."""
    return paragraphs(texts, lang, DIRECTION[lang])
