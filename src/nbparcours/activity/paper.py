"""Each kind on paper: `face` is what is asked, `answer` is the solution with its reasons."""

from collections.abc import Callable
from typing import Any

from nbparcours.activity.markup import items, line, tag
from nbparcours.activity.strings import message

Spec = dict[str, Any]


def face(spec: Spec) -> str:
    """Return the options, cards or steps of `spec`."""
    return _FORMS[spec["kind"]][0](spec)


def answer(spec: Spec) -> str:
    """Return the right answer of `spec`, with why."""
    return _FORMS[spec["kind"]][1](spec)


def link(cite: Spec) -> str:
    """Return a link to a text that is cited."""
    return tag("a", line(cite["label"]), href=cite["href"])


def _why(spec: Spec, name: str) -> str:
    """Return the reason given for a choice and the texts that it cites."""
    reason = spec["why"].get(name)
    if not reason:
        return ""
    cited = {cite["key"]: cite for cite in spec["cites"]}
    links = [link(cited[key]) for key in reason["cites"] if key in cited]
    return "<br>" + " ".join([line(reason["text"]), *links])


def _texts(entries: list[Spec]) -> str:
    return items(line(entry["text"]) for entry in entries)


def _words(entries: list[Spec]) -> dict[str, str]:
    return {entry["id"]: line(entry["text"]) for entry in entries}


def _options(spec: Spec) -> str:
    return _texts(spec["options"])


def _options_answer(spec: Spec) -> str:
    lang, prefix = spec["lang"], spec.get("prefix", "")
    signs = {True: ("✓", "activity.right"), False: ("✗", "activity.wrong_option")}

    def said(option: Spec) -> str:
        sign, word = signs[option["id"] in spec["key"]["correct"]]
        verdict = tag("strong", f"{sign} {line(message(lang, word))}")
        return f"{verdict} — {line(option['text'])}{_why(spec, prefix + option['id'])}"

    return items(said(option) for option in spec["options"])


def _cards(spec: Spec) -> str:
    return tag("p", " · ".join(_words(spec["categories"]).values())) + _texts(spec["cards"])


def _cards_answer(spec: Spec) -> str:
    return _pairs(spec, spec["cards"], _words(spec["categories"]))


def _lefts(spec: Spec) -> str:
    rights = items((line(entry["text"]) for entry in spec["rights"]), "ol")
    return _texts(spec["lefts"]) + tag("div", rights, **{"class": "nbp-letters"})


def _lefts_answer(spec: Spec) -> str:
    return _pairs(spec, spec["lefts"], _words(spec["rights"]))


def _pairs(spec: Spec, entries: list[Spec], places: dict[str, str]) -> str:
    found = ((entry, places[spec["key"]["map"][entry["id"]]]) for entry in entries)
    return items(f"{line(entry['text'])} — {tag('strong', place)}{_why(spec, entry['id'])}" for entry, place in found)


def _steps(spec: Spec) -> str:
    return _texts(spec["steps"])


def _steps_answer(spec: Spec) -> str:
    steps = _words(spec["steps"])
    return items((steps[name] + _why(spec, name) for name in spec["key"]["order"]), "ol")


def _questions(spec: Spec) -> str:
    return items((line(q["prompt"]) + _options(q) for q in spec["questions"]), "ol")


def _questions_answer(spec: Spec) -> str:
    keys = spec["key"]["questions"]
    shared = {name: spec[name] for name in ("lang", "why", "cites")}
    asked = ({**shared, **q, "key": keys[q["id"]]["key"], "prefix": q["id"] + "/"} for q in spec["questions"])
    return items((line(q["prompt"]) + _options_answer(q) for q in asked), "ol")


_FORMS: dict[str, tuple[Callable[[Spec], str], Callable[[Spec], str]]] = {
    "single": (_options, _options_answer),
    "multiple": (_options, _options_answer),
    "vignette": (_options, _options_answer),
    "sorting": (_cards, _cards_answer),
    "matching": (_lefts, _lefts_answer),
    "ordering": (_steps, _steps_answer),
    "quiz": (_questions, _questions_answer),
}
