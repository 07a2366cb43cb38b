"""Kinds in which one answer leads to the next, and passages to mark."""

from functools import partial
from typing import Any

from playwright.sync_api import Locator, expect

from walked.judged import choice, links, tick
from walked.reading import Question, Spec, Told, answer_rightly, answer_wrongly, assert_reasons, plain, seen


def spotting(box: Locator, spec: Spec) -> Told:
    """Mark what does not matter and read why, and what was missed; then mark what does."""
    right = spec["key"]["correct"]
    false = [piece["id"] for row in spec["paragraphs"] for piece in row if piece.get("id") and piece["id"] not in right]
    node = box.locator(".nbp-question")
    passages = node.locator(".nbp-passages")
    question = Question(node, partial(tick, passages), [false], right, lambda marked: [*marked, *right])
    told = answer_wrongly(question, spec)
    tick(passages, right)
    node.locator(".nbp-actions .nbp-button").first.click()
    expect(node.locator(".nbp-feedback.nbp-good .nbp-ok")).to_be_visible()
    said = seen(node)
    assert_reasons(said, spec, right)
    assert told.links | set(said["links"]), "a wrong answer leads to no article"
    return Told(told.wrong, 1, told.links | set(said["links"]))


def penalties(box: Locator, spec: Spec) -> Told:
    """See every circumstance's tier; take circumstances into each case that are not in it, then those that are."""
    titles = {tier["id"]: plain(tier["text"]) for tier in spec["tiers"]}
    for fact in spec["facts"]:
        tick(box.locator(".nbp-explore fieldset"), [fact["id"]])
        reached = plain(box.locator(".nbp-explore .nbp-reached").inner_text())
        assert titles[fact["tier"]] in reached, f"{fact['id']} leads to {reached}"
        assert plain(spec["why"][fact["id"]]["text"]) in plain(box.locator(".nbp-explore .nbp-output").inner_text())
    told, rows = Told(), box.locator(".nbp-cases .nbp-question")
    for place, case in enumerate(spec["cases"]):
        right = spec["key"]["cases"][case["id"]]
        wrong = [fact["id"] for fact in spec["facts"] if fact["id"] not in right]
        node = rows.nth(place)
        names = lambda ids, case=case: [*ids, f"case/{case['id']}"]  # noqa: E731
        question = Question(node, partial(tick, node.locator("fieldset")), [wrong], right, names)
        told += answer_wrongly(question, spec)
        told += answer_rightly(question)
        if place < len(spec["cases"]) - 1:
            box.locator(".nbp-cases > .nbp-actions .nbp-button:not([hidden])").last.click()
    total = box.locator(".nbp-cases > .nbp-feedback")
    expect(total).to_have_class("nbp-feedback nbp-good")
    told.links |= links(total)
    assert told.links, "a wrong answer leads to no article"
    return told


def dialogue(box: Locator, spec: Spec) -> Told:
    """Say the wrong thing at every turn to the end, begin again, say the right thing to the end."""
    told = Told()
    rows, over = box.locator(".nbp-turn"), box.locator(".nbp-over")
    keys = {name: about["key"] for name, about in spec["key"]["questions"].items()}
    asked = [
        choice(rows.nth(n).locator(".nbp-question"), "single", turn, keys[turn["id"]], f"{turn['id']}/")
        for n, turn in enumerate(spec["turns"])
    ]
    for place, question in enumerate(asked):
        told += answer_wrongly(question, spec)
        rows.nth(place).locator(".nbp-go").click()
        expect(rows.nth(place).locator(".nbp-answered .nbp-ko")).to_be_visible()
    expect(over).to_be_visible()
    assert not over.locator(".nbp-good").count(), "all is said wrongly, and it ends well"
    told.links |= links(over)
    assert told.links, "a wrong answer leads to no article"
    over.locator(".nbp-actions button").click()
    for place, question in enumerate(asked):
        told += answer_rightly(question)
        rows.nth(place).locator(".nbp-go").click()
    expect(over.locator(".nbp-feedback.nbp-good")).to_contain_text("100")
    return told


def scenario(box: Locator, spec: Spec) -> Told:
    """Decide as badly as can be to the end, go back, then well to the end; there, try each worse decision first."""
    told = Told()
    scenes = {scene["id"]: scene for scene in spec["scenes"]}
    while moves := _moves(spec, scenes, box):
        told += _decide(box, spec, min(moves, key=lambda move: spec["key"]["moves"][move]["worth"]))
    told.links |= links(box.locator(".nbp-stage"))
    assert told.links, "a wrong answer leads to no article"
    assert told.wrong, "no decision was called wrong"
    box.locator(".nbp-stage .nbp-actions button").click()
    while moves := _moves(spec, scenes, box):
        best = max(moves, key=lambda move: spec["key"]["moves"][move]["worth"])
        for worse in (move for move in moves if move != best):
            told += _decide(box, spec, worse)
            box.locator(".nbp-trail li").last.locator("button").click()
        told += _decide(box, spec, best)
    expect(box.locator(".nbp-stage .nbp-ok")).to_be_visible()
    return told


def _moves(spec: Spec, scenes: dict[str, Any], box: Locator) -> list[str]:
    """Return what can be decided now, by the path that the page shows; nothing at an end."""
    shown = plain(box.locator(".nbp-stage > p:not(.nbp-scene)").first.inner_text())
    here = next(name for name, scene in scenes.items() if plain(scene["text"]) == shown)
    return [f"{here}/{move['id']}" for move in scenes[here].get("moves") or ()]


def _decide(box: Locator, spec: Spec, step: str) -> Told:
    """Take a decision, read what it led to; one that is not the best is called so, with its reason."""
    name, move = step.split("/")
    place = [one["id"] for one in next(s for s in spec["scenes"] if s["id"] == name)["moves"]].index(move)
    box.locator(".nbp-decision").nth(place).click()
    feedback = box.locator(":scope > div > .nbp-feedback, .nbp-feedback").first
    expect(feedback).to_contain_text(spec["why"][step]["text"][:20])
    said = seen(box)
    assert_reasons(said, spec, [step])
    worth = spec["key"]["moves"][step]["worth"]
    sign = {1: ".nbp-ok", 0.5: ".nbp-half", 0: ".nbp-ko"}[worth]
    expect(feedback.locator(sign)).to_be_visible()
    return Told(int(worth < 1), int(worth == 1), set(said["links"]))
