"""What an activity says, read from the page as it is seen: verdicts, reasons, articles."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, expect

Spec = dict[str, Any]
_SEEN = """node => {
  const seen = [...node.querySelectorAll('.nbp-feedback, .nbp-mark, .nbp-found')].filter(n => n.checkVisibility());
  const all = what => seen.flatMap(n => [...n.querySelectorAll(what)]);
  return { words: seen.map(n => n.textContent).join(' '), wrong: all('.nbp-ko').length,
    links: all('a[href]').filter(n => n.checkVisibility()).map(n => n.getAttribute('href')) };
}"""


@dataclass
class Told:
    """What came of an activity: wrong answers that got their reasons, right ones that were called right, articles."""

    wrong: int = 0
    right: int = 0
    links: set[str] = field(default_factory=set)

    def __iadd__(self, other: "Told") -> "Told":
        self.wrong, self.right = self.wrong + other.wrong, self.right + other.right
        self.links |= other.links
        return self


@dataclass(frozen=True)
class Question:
    """Something with a button of its own: where it is, how to answer, and the names of the reasons it must give."""

    node: Locator
    put: Callable[[Any], None]
    wrong: list[Any]
    right: Any
    reasons: Callable[[Any], Iterable[str]]


def plain(words: str) -> str:
    """Return words as they are compared: neither spaces nor marks of direction differ."""
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069]", "", words).split())


def seen(box: Locator) -> dict[str, Any]:
    """Return the words of the feedback that can be seen in `box`, how much is called wrong, and where links lead."""
    said: dict[str, Any] = box.evaluate(_SEEN)
    return said | {"words": plain(said["words"])}


def check(question: Question, value: Any) -> dict[str, Any]:
    """Answer with `value`, press the button, and read."""
    question.put(value)
    question.node.locator(".nbp-actions .nbp-button").first.click()
    expect(question.node.locator(".nbp-feedback").first).not_to_be_empty()
    return seen(question.node)


def answer_wrongly(question: Question, spec: Spec) -> Told:
    """Give each wrong answer: it is called wrong, and every reason it must have is there."""
    told = Told()
    assert question.wrong, "nothing can be answered wrongly"
    for value in question.wrong:
        said = check(question, value)
        assert said["wrong"], f"{value} is not called wrong: {said['words']}"
        assert_reasons(said, spec, question.reasons(value))
        told += Told(wrong=1, links=set(said["links"]))
    return told


def assert_reasons(said: dict[str, Any], spec: Spec, names: Iterable[str]) -> None:
    """Every reason that has a name is read in what is said, and there is at least one."""
    names = list(names)
    assert names, "no reason to give"
    for name in names:
        assert name in spec["why"], f"{name} has no reason"
        assert plain(spec["why"][name]["text"]) in said["words"], f"the reason of {name} is not shown: {said['words']}"


def answer_rightly(question: Question) -> Told:
    """Give the right answer: it is called right, and nothing beside it wrong."""
    said = check(question, question.right)
    assert not said["wrong"], f"{question.right} is called wrong: {said['words']}"
    expect(question.node.locator(".nbp-feedback.nbp-good .nbp-ok").first).to_be_visible()
    return Told(right=1, links=set(said["links"]))


def both_ways(question: Question, spec: Spec) -> Told:
    """Answer one question that stands alone, wrongly, then rightly; both times with its articles."""
    told = answer_wrongly(question, spec)
    assert told.links, "a wrong answer leads to no article"
    told += answer_rightly(question)
    return told
