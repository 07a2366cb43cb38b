"""Kinds that judge nothing: they are used to their end, and react."""

from playwright.sync_api import Locator, expect

from walked.judged import tick
from walked.reading import Spec, Told, plain

WORDS = "Écouter d’abord. أصغي أولا."


def poll(box: Locator, spec: Spec) -> Told:
    """Answer before the module: it is kept, and nothing tells whether it is right."""
    rows = box.locator(".nbp-quiz .nbp-question")
    for place, question in enumerate(spec["questions"]):
        tick(rows.nth(place).locator("fieldset"), [question["options"][0]["id"]])
    keep = box.locator(".nbp-quiz > .nbp-actions .nbp-button")
    keep.click()
    expect(box.locator(".nbp-feedback")).to_contain_text("✓")
    assert not box.locator(".nbp-ok, .nbp-ko").count(), "a first poll must not judge"
    return Told()


def deck(box: Locator, spec: Spec) -> Told:
    """Turn each card and read its back; take those again that were not known."""
    cards = spec["terms" if spec["kind"] == "terms" else "cards"]
    for place, card in enumerate(cards):
        box.locator('[data-do="turn"]').click()
        back = plain(box.locator(".nbp-back").inner_text())
        assert plain(spec["why"][card["id"]]["text"]) in back, f"the back of {card['id']} says {back}"
        box.locator(f'[data-do="{"again" if place == 0 else "known"}"]').click()
    box.locator('[data-do="again-pile"]').click()
    box.locator('[data-do="turn"]').click()
    box.locator('[data-do="known"]').click()
    expect(box.locator(".nbp-end.nbp-good")).to_be_visible()
    return Told(links=set(box.locator(".nbp-end a").evaluate_all("nodes => nodes.map(n => n.getAttribute('href'))")))


def confidence(box: Locator, spec: Spec) -> Told:
    rows = box.locator(".nbp-item")
    for place, _ in enumerate(spec["statements"]):
        rows.nth(place).locator(f'input[value="{4 if spec.get("after") else 2}"]').check()
    expect(box.locator(".nbp-feedback.nbp-good .nbp-ok")).to_be_visible()
    if spec.get("after"):  # the first scale was kept in this browser
        expect(box.locator(".nbp-moved li")).to_have_count(len(spec["statements"]))
        expect(box.locator(".nbp-moved li").first).to_contain_text("▲")
    return Told()


def form(box: Locator, spec: Spec) -> Told:
    """Fill in every field, take the page away, and say that it is done."""
    for place, field in enumerate(one for part in spec["parts"] for one in part["fields"]):
        node = box.locator(".nbp-field").nth(place).locator("input, select, textarea")
        if field["kind"] == "check":
            node.check()
        elif field["kind"] == "choice":
            node.select_option(field["options"][0]["id"])
        else:
            node.fill("2026-12-01" if field["kind"] == "date" else WORDS)
    with box.page.expect_download() as taken:
        box.locator('[data-do="take"]').click()
    assert "Écouter" in taken.value.path().read_text("utf-8"), "what was written is not on the page that is taken away"
    box.locator('[data-do="finish"]').click()
    expect(box.locator(".nbp-feedback.nbp-good")).not_to_be_empty()
    return Told()


def inventory(box: Locator, spec: Spec) -> Told:
    """The first level throughout, then the last: what is said differs, and nothing is a number."""
    said = []
    for level in (spec["levels"][0], spec["levels"][-1]):
        for place, _ in enumerate(spec["statements"]):
            box.locator(".nbp-item").nth(place).locator(f'input[value="{level["id"]}"]').check()
        box.locator('[data-do="result"]').click()
        expect(box.locator(".nbp-feedback b")).to_be_visible()
        said.append(plain(box.locator(".nbp-feedback").inner_text()))
    bands = [plain(spec["why"][band["id"]]["text"]) for band in (spec["bands"][0], spec["bands"][-1])]
    assert all(band in words for band, words in zip(bands, said, strict=True)), said
    return Told()


def reflection(box: Locator, spec: Spec) -> Told:
    box.locator("textarea").fill(WORDS)
    box.locator('[data-do="finish"]').click()
    expect(box.locator(".nbp-feedback.nbp-good")).not_to_be_empty()
    if spec.get("example"):
        expect(box.locator(".nbp-example")).to_be_visible()
    return Told()


def rewrite(box: Locator, spec: Spec) -> Told:
    """Word each sentence anew, and read what was wrong with it and how others put it."""
    for place, phrase in enumerate(spec["phrases"]):
        row = box.locator(".nbp-question").nth(place)
        row.locator("textarea").fill(WORDS)
        row.locator('[data-do="compare"]').click()
        models = row.locator(".nbp-models")
        expect(models).to_be_visible()
        words = plain(models.inner_text())
        assert plain(spec["why"][phrase["id"]]["text"]) in words
        assert all(plain(model) in words for model in phrase["models"])
        tick(models, [point["id"] for point in phrase["points"]])
    expect(box.locator(":scope > div > .nbp-feedback.nbp-good, .nbp-quiz > .nbp-feedback.nbp-good")).not_to_be_empty()
    return Told()
