"""Kinds that judge: each way answers wrongly in every way that it can, then rightly."""

from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Locator, expect

from walked.reading import Question, Spec, Told, answer_rightly, answer_wrongly, both_ways


def tick(scope: Locator, ids: Sequence[str]) -> None:
    """Leave exactly `ids` ticked among the boxes, or the one radio button chosen, by a click on the words."""
    now = scope.locator("input").evaluate_all("nodes => nodes.map(n => [n.value, n.type, n.checked])")
    for place, (value, kind, checked) in enumerate(now):
        if checked != (value in ids) and (kind == "checkbox" or value in ids):
            scope.locator("label:has(input)").nth(place).click()


def choice(node: Locator, kind: str, face: Spec, key: Spec, before: str = "") -> Question:
    """A single or multiple choice; several wrong options of a multiple one are ticked together."""
    wrong = [option["id"] for option in face["options"] if option["id"] not in key["correct"]]
    several = kind == "multiple"
    return Question(
        node=node,
        put=partial(tick, node.locator("fieldset").first),
        wrong=[wrong] if several else [[one] for one in wrong],
        right=key["correct"] if several else key["correct"][:1],
        reasons=lambda ids: [before + one for one in ids],
    )


def single(box: Locator, spec: Spec) -> Told:
    return both_ways(choice(box, "single", spec, spec["key"]), spec)


def multiple(box: Locator, spec: Spec) -> Told:
    return both_ways(choice(box, "multiple", spec, spec["key"]), spec)


def assigned(box: Locator, spec: Spec) -> Told:
    """Give each row another row's answer, then its own."""
    right = spec["key"]["map"]
    rows = spec["cards" if spec["kind"] == "sorting" else "lefts"]
    targets = [one["id"] for one in spec["categories" if spec["kind"] == "sorting" else "rights"]]
    other = {name: targets[(targets.index(target) + 1) % len(targets)] for name, target in right.items()}

    def put(value: dict[str, str]) -> None:
        for place, row in enumerate(rows):
            item, target = box.locator(".nbp-item").nth(place), value[row["id"]]
            if item.locator("select").count():
                item.locator("select").select_option(target)
            else:
                item.locator(f'input[value="{target}"]').check()

    return both_ways(Question(box, put, [other], right, list), spec)


def ordered(box: Locator, spec: Spec) -> Told:
    """Put everything the wrong way round, then in order, with ▲."""
    order = spec["key"]["order"]

    def put(value: list[str]) -> None:
        for place, step in enumerate(value):
            now = box.locator("[data-step]").evaluate_all("rows => rows.map(row => row.dataset.step)")
            for _ in range(now.index(step) - place):
                box.locator(f'[data-step="{step}"] button').first.click()

    told = both_ways(Question(box, put, [order[::-1]], order, list), spec)
    if spec["kind"] == "timeline":
        expect(box.locator(".nbp-date").first).to_have_text(spec["dates"][order[0]])
    return told


def pathway(box: Locator, spec: Spec) -> Told:
    """At each stage every wrong option once, then a right one."""
    key = spec["key"]["stages"]
    wrong = {s["id"]: [o["id"] for o in s["options"] if o["id"] not in key[s["id"]]] for s in spec["stages"]}
    rounds = [{name: ids[n % len(ids)] for name, ids in wrong.items()} for n in range(max(map(len, wrong.values())))]

    def put(value: dict[str, str]) -> None:
        for place, stage in enumerate(spec["stages"]):
            box.locator(".nbp-leg").nth(place).locator(f'input[value="{value[stage["id"]]}"]').check()

    right = {name: ids[0] for name, ids in key.items()}
    question = Question(box, put, rounds, right, lambda value: [f"{name}/{one}" for name, one in value.items()])
    told = both_ways(question, spec)
    expect(box.locator(".nbp-built li")).to_have_count(len(key))
    return told


def questions(box: Locator, spec: Spec) -> Told:
    """All questions wrongly and the total says so with the articles; all rightly and it says that all are right."""
    if spec["kind"] == "statistics":
        series(box, spec)
    rows = box.locator(".nbp-quiz .nbp-question")
    asked = [
        choice(rows.nth(place), face["kind"], face, spec["key"]["questions"][face["id"]]["key"], f"{face['id']}/")
        for place, face in enumerate(spec["questions"])
    ]
    told = summed(asked, box.locator(".nbp-quiz > .nbp-feedback"), spec)
    if spec["kind"] == "poll":  # the first one was answered on another page, and kept in this browser
        expect(box.locator(".nbp-compared table")).to_be_visible()
    return told


def summed(asked: Sequence[Question], total: Locator, spec: Spec) -> Told:
    told = Told()
    for question in asked:
        told += answer_wrongly(question, spec)
    expect(total).not_to_be_empty()
    assert not total.evaluate("n => n.matches('.nbp-good')"), "all are wrong, and the total says they are right"
    assert told.links | links(total), "a wrong answer leads to no article"
    for question in asked:
        told += answer_rightly(question)
    expect(total).to_have_class("nbp-feedback nbp-good")
    told.links |= links(total)
    words = total.inner_text()
    assert words.count(str(len(asked))) >= 2, f"not {len(asked)} of {len(asked)}: {words}"
    return told


def links(node: Locator) -> set[str]:
    return set(node.locator("a[href]").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))"))


def series(box: Locator, spec: Spec) -> None:
    """Look at every series, as a chart and as a table of as many years."""
    pick = box.locator(".nbp-picks select")
    for one in spec["series"]:
        pick.first.select_option(label=one["source"])
        pick.nth(1).select_option(label=one["measure"])
        for view in box.locator(".nbp-view").all():
            view.click()
        expect(box.locator(".nbp-series")).to_contain_text(spec["why"][f"series/{one['id']}"]["text"][:40])
        expect(box.locator(".nbp-table tbody tr")).to_have_count(len(one["values"]))


def truefalse(box: Locator, spec: Spec) -> Told:
    rows = box.locator(".nbp-question")
    asked = [
        statement(rows.nth(n), face, spec["key"]["statements"][face["id"]]) for n, face in enumerate(spec["statements"])
    ]
    return summed(asked, box.locator(".nbp-quiz > .nbp-feedback"), spec)


def statement(node: Locator, face: Spec, key: Spec) -> Question:
    """The wrong verdict, then the right one with each wrong reason."""

    def put(value: tuple[bool, str]) -> None:
        node.locator(f'.nbp-piles input[value="{str(value[0]).lower()}"]').check()
        node.locator(f'.nbp-reasons input[value="{value[1]}"]').check()

    def reasons(value: tuple[bool, str]) -> list[str]:
        return [face["id"]] if value[0] != key["true"] else [f"{face['id']}/{value[1]}"]

    others = [reason["id"] for reason in face["reasons"] if reason["id"] != key["reason"]]
    wrong = [(not key["true"], key["reason"]), *((key["true"], one) for one in others)]
    return Question(node, put, wrong, (key["true"], key["reason"]), reasons)
