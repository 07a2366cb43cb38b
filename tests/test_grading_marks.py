"""What needs no nbgrader: hand-ins, slots, marks, secrecy, and the page that learners get."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.settings import PassRule
from nbparcours.grading import slot, written
from nbparcours.grading.blueprint import RefusalError, assignment_of, paper
from nbparcours.grading.handin import LIMIT, RejectionError, read_answers
from nbparcours.grading.marks import HandedIn, Points, passes, result
from nbparcours.grading.report import embedded, page
from nbparcours.grading.secrecy import leaks


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small.read(small.home(tmp_path_factory.mktemp("course")))


TEST: dict[str, Any] = {
    "assignment": "final-test-demo",
    "title": {"fr": "Test final", "ar": "الاختبار النهائي"},
    "modules": {
        "m1": {"title": {"fr": "Comprendre <la traite>", "ar": "فهم الاتجار"}, "slots": ["m1-s1", "m1-s2", "m1-s3"]},
        "m6": {"title": {"fr": "Loi 27-14", "ar": "القانون 27-14"}, "slots": ["m6-s1"]},
    },
    "pass_rule": {"share": 0.7, "at_least": {"m6": 1}},
}
HANDIN = {"name": "Amina", "language": "ar"}


def slots(**points: float) -> dict[str, Points]:
    return {name.replace("_", "-"): Points(value, 1) for name, value in points.items()}


def test_points_add_up_by_module() -> None:
    made = result(TEST, slots(m1_s1=1, m1_s2=1 / 3, m1_s3=0.5, m6_s1=1), "amina", HANDIN, HandedIn("2026-11-23"))
    assert made.modules == {"m1": Points(1 + 1 / 3 + 0.5, 3), "m6": Points(1, 1)}
    assert (made.points, made.out_of) == (pytest.approx(17 / 6), 4)
    assert made.passed
    assert (made.name, made.language, made.date) == ("Amina", "ar", "2026-11-23")


def test_result_json_is_the_contract() -> None:
    made = result(TEST, slots(m1_s1=1, m1_s2=0, m1_s3=0.5, m6_s1=1), "amina", HANDIN, HandedIn("2026-11-23")).as_json()
    assert made == {
        "schema": 1,
        "assignment": "final-test-demo",
        "learner": "amina",
        "language": "ar",
        "points": 2.5,
        "out_of": 4,
        "modules": {"m1": {"points": 1.5, "out_of": 3}, "m6": {"points": 1, "out_of": 1}},
        "passed": False,
        "date": "2026-11-23",
        "handed_in": "2026-11-23T00:00:00+00:00",
    }


@pytest.mark.parametrize(
    ("points", "m6", "expected"),
    [(7.0, 3, True), (6.99, 3, False), (sum([1 / 3] * 21), 3, True), (9.0, 2.5, False), (9.0, 3, True)],
)
def test_pass_rule(points: float, m6: float, expected: bool) -> None:
    rule = PassRule(share=0.7, at_least={"m6": 3})
    assert passes(Points(points, 10), {"m6": Points(m6, 5)}, rule) is expected


def test_nothing_out_of_nothing_does_not_pass() -> None:
    assert not passes(Points(0, 0), {}, PassRule(share=0.7))


def test_percent_is_never_rounded_up() -> None:
    assert [Points(p, 10).percent for p in (6.99, 7, 10, 0)] == [69, 70, 100, 0]
    assert Points(sum([1 / 3] * 21), 10).percent == 70


# ---- slots ----


def test_a_slot_is_read_as_it_was_written(course: Course) -> None:
    for name, items in paper(course).items():
        read_slot, candidates = slot.read(slot.source(name, items))
        assert read_slot == name
        assert candidates == {item.id: {"kind": item.kind, "key": item.key()} for item in items}


@pytest.mark.parametrize(
    "code",
    [
        "",
        "1.0",
        "import os",
        "mark('m1-s1', '{}')",
        "from nbparcours.grading.slot import mark\nmark('m1-s1', open('x').read())",
        "from nbparcours.grading.slot import mark\nmark('m1-s1', '{}') or 1",
        "from nbparcours.grading.slot import mark as m\nmark('m1-s1', '{}')",
        "from nbparcours.grading.slot import mark\nmark('m1-s1', '{')",
        "from elsewhere import mark\nmark('m1-s1', '{}')",
        "from nbparcours.grading.slot import mark\nmark('m1-s1', '{}')\n1.0",
        "((" * 5000,
    ],
)
def test_other_code_is_not_a_slot(code: str) -> None:
    with pytest.raises(slot.NotASlotError):
        slot.read(code)


def test_only_the_drawn_candidate_counts(course: Course) -> None:
    for name, items in paper(course).items():
        _, candidates = slot.read(slot.source(name, items))
        drawn = small.drawn(course, "demo", "amina")[name]
        (other,) = {item.id for item in items} - {drawn}
        right = slot.Work("amina", "demo", {drawn: small.right(course, drawn)})
        chosen = slot.Work("amina", "demo", {other: small.right(course, other)})
        assert right.score(name, candidates) == 1.0
        assert chosen.score(name, candidates) == 0.0


def test_a_stock_kernel_would_get_the_same_score(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawn = small.drawn(course, "demo", "amina")
    values = {item: small.partial(course, item) for item in drawn.values()}
    (tmp_path / "answers.json").write_text(json.dumps(small.answers("demo", values)), "utf-8")
    who = {"learner": "amina", "session": "demo", "assignment": "final-test-demo"}
    (tmp_path / "submission.json").write_text(json.dumps(who), "utf-8")
    for name, items in paper(course).items():
        *before, last = slot.source(name, items).splitlines()[:-1]
        names: dict[str, Any] = {}
        exec("\n".join(before), names)
        assert eval(last, names) == pytest.approx(small.PARTIAL[small.SLOTS[name]])


# ---- hand-ins ----


def handed(**changes: Any) -> bytes:
    return json.dumps(small.answers("demo", {"m1-s1-i1": ["b"]}) | changes).encode()


def test_a_hand_in_keeps_what_is_known() -> None:
    found = read_answers(handed(extra=1, name=" Amina\u202e \n Ben\x00 "), "final-test-demo")
    assert found["answers"] == {"m1-s1-i1": ["b"]}
    assert found["name"] == "Amina Ben"
    assert "extra" not in found


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "json"),
        (b"\xff\xfe", "json"),
        (b"{", "json"),
        (b'{"schema": NaN}', "json"),
        (b"[" * 60000, "json"),
        (b"9" * 60000, "json"),
        (b"[]", "schema"),
        (b"null", "schema"),
        (handed(schema=2), "schema"),
        (handed(schema=True), "schema"),
        (handed(answers=[]), "schema"),
        (handed(answers=None), "schema"),
        (handed(language="en"), "schema"),
        (handed(name={"x": 1}), "schema"),
        (handed(name="x" * 201), "schema"),
        (handed(assignment="final-test-other"), "assignment"),
        (handed(extra="x" * LIMIT), "size"),
    ],
)
def test_a_hand_in_that_is_none(raw: bytes, code: str) -> None:
    with pytest.raises(RejectionError) as caught:
        read_answers(raw, "final-test-demo")
    assert caught.value.code == code


WRONG = [None, 0, 1.5, True, "b", "", [], [[]], ["b", "b"], ["zz"], {}, {"p1": ["p1"]}, {"p1": {}}, [None], [{"a": 1}]]


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_wrong_value_scores_nothing_and_breaks_nothing(course: Course, value: Any) -> None:
    for name, items in paper(course).items():
        _, candidates = slot.read(slot.source(name, items))
        drawn = small.drawn(course, "demo", "amina")[name]
        found = read_answers(json.dumps(small.answers("demo", {drawn: value})).encode(), "final-test-demo")
        assert slot.Work("amina", "demo", found["answers"]).score(name, candidates) == 0.0


# ---- blueprint ----


@pytest.mark.parametrize("session", ["", "A", "a+b", "../x", "a b", "é", "-a", "a" * 49])
def test_a_session_needs_a_plain_name(session: str) -> None:
    with pytest.raises(RefusalError, match="cannot name a session"):
        assignment_of(session)


# ---- secrecy ----


def _encodings(text: str) -> list[str]:
    import html

    return [
        text,
        json.dumps(text),
        json.dumps(json.dumps(text)),
        html.escape(text),
        json.dumps({"html": html.escape(json.dumps({"x": text}))}),
        text.replace(" ", "\n  "),
    ]


def test_a_key_is_found_however_it_is_written(course: Course, tmp_path: Path) -> None:
    items = list(course.bank.values())
    for item in items:
        for secret in (json.dumps(item.key()), json.dumps(item.key(), separators=(",", ":")), str(item.key())):
            for text in _encodings(secret):
                (tmp_path / "test.ipynb").write_text(f"before {text} after", "utf-8")
                assert any(item.id in leak for leak in leaks(tmp_path, items)), (item.id, text)


def test_a_reason_or_note_is_found(course: Course, tmp_path: Path) -> None:
    item = course.bank["m1-s1-i1"]
    option = item.choices()["b"]
    assert option.why
    for secret in (option.why.fr, option.why.ar, item.note):
        for text in _encodings(secret):
            (tmp_path / "x.html").write_text(text, "utf-8")
            assert leaks(tmp_path, [item]), text


def test_what_is_shown_is_no_leak(course: Course, tmp_path: Path) -> None:
    shown = {item.id: [item.stem.fr, item.stem.ar, item.face("fr"), item.face("ar")] for item in course.bank.values()}
    (tmp_path / "test.ipynb").write_text(json.dumps(shown), "utf-8")
    assert leaks(tmp_path, course.bank.values()) == []


# ---- the page ----


class Page(HTMLParser):
    """The tags of a page, checked to be balanced."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_page_is_whole_in_both_languages(tmp_path: Path, lang: str) -> None:
    made = result(
        TEST, slots(m1_s1=0.5, m1_s2=0, m1_s3=0, m6_s1=1), "amina", HANDIN | {"language": lang}, HandedIn("2026-11-23")
    )
    text = page(made, TEST)
    tags = Page(text).tags
    first = {"fr": ("fr", "ltr"), "ar": ("ar", "rtl")}[lang]
    assert next((a["lang"], a["dir"]) for tag, a in tags if tag == "html") == first
    sections = [(a["lang"], a["dir"]) for tag, a in tags if tag == "section"]
    assert sections[0] == first
    assert sorted(sections) == [("ar", "rtl"), ("fr", "ltr")]
    assert [tag for tag, _ in tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2"]
    assert all("scope" in a for tag, a in tags if tag == "th")
    assert not [a for tag, a in tags if tag in {"link", "img", "iframe"} or "src" in a or "href" in a]
    assert "<la traite>" not in text
    assert '<bdi dir="ltr">27-14</bdi>' in text
    assert '<bdi dir="ltr">0,5 / 3</bdi>' in text
    path = tmp_path / "test.html"
    path.write_text(text, "utf-8")
    assert embedded(path) == made.as_json()


def test_half_a_page_carries_no_result(tmp_path: Path) -> None:
    path = tmp_path / "test.html"
    assert embedded(path) is None
    made = result(TEST, slots(m1_s1=1, m6_s1=1), "amina", HANDIN, HandedIn("2026-11-23"))
    text = page(made, TEST)
    for end in range(0, text.index("</script>"), 500):
        path.write_text(text[:end], "utf-8")
        assert embedded(path) is None


def test_a_learner_id_cannot_end_the_script(tmp_path: Path) -> None:
    made = result(TEST, slots(m1_s1=1), "</script><b>", HANDIN, HandedIn("2026-11-23"))
    path = tmp_path / "test.html"
    path.write_text(page(made, TEST), "utf-8")
    assert embedded(path) == made.as_json()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_page_is_accessible_and_asks_for_nothing(tmp_path: Path, lang: str, scheme: Any) -> None:
    made = result(TEST, slots(m1_s1=0.5, m6_s1=1), "amina", HANDIN | {"language": lang}, HandedIn("2026-11-23"))
    path = tmp_path / "test.html"
    path.write_text(page(made, TEST), "utf-8")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        screen = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
        asked: list[str] = []
        screen.on("request", lambda request: asked.append(request.url))
        screen.goto(path.as_uri())
        found = Axe().run(screen)
        wide = screen.evaluate("document.documentElement.scrollWidth")
        numbers = screen.locator("bdi").all()
        assert all(box["height"] < 40 for number in numbers if (box := number.bounding_box()))
        browser.close()
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert asked == [path.as_uri()]
    assert wide <= 360


# ---- open answers ----


@pytest.mark.parametrize(
    "text",
    [
        "l'un & \"l'autre\"",
        "<script>alert(1)</script>",
        "$x$ **b** [a](b) `c`",
        "أولا: الاستماع\n\n# عنوان",
        "&#39; &amp;",
    ],
)
def test_an_open_answer_is_shown_exactly_and_never_interpreted(text: str) -> None:
    import html

    from nbconvert.filters import markdown2html

    made = markdown2html(written.shown(text))
    assert re.findall(r"<(\w+)", made) == ["div", *["br"] * text.count("\n")]
    assert html.unescape(re.sub(r"<br\s*/?>", "\n", re.sub(r"</?div[^>]*>", "", made))).strip() == text


def test_only_a_text_is_an_open_answer() -> None:
    about = {"nbgrader": {"grade": True, "solution": True, "grade_id": "open-1"}}
    for said in (None, 7, [], ["x"], {}, "  "):
        cells: list[dict[str, Any]] = [{"cell_type": "markdown", "metadata": about, "source": "…"}]
        written.fill(cells, {"open-1": said})
        assert cells[0]["source"] == "…"
