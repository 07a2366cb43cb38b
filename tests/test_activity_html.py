"""Specs, bundles and the form without JavaScript: complete, escaped, readable in both directions."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from activity_helpers import PROMPT, both, bundled, example, fake_course, names, sample
from nbparcours.activity.bundle import MIME, screen_bundle
from nbparcours.activity.html import script_safe
from nbparcours.activity.strings import catalogue
from nbparcours.course.kinds import KINDS
from nbparcours.course.text import LANGUAGES, Lang

KIND_NAMES = names()
EVIL = "</script><img src=x onerror=alert(1)>'\"&\u202e\u2028 27-14"


class Reader(HTMLParser):
    """What a browser would see: elements, attributes, the script's data, and the words."""

    VOID = ("br", "img", "input", "meta", "link")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))

    @property
    def script(self) -> Any:
        return json.loads("".join(words for tag, words in self.words if tag == "script"))

    @property
    def text(self) -> str:
        return "".join(words for tag, words in self.words if tag != "script")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_bundle_says_everything_three_times(kind: str, lang: Lang) -> None:
    spec = sample(kind, lang)
    made = bundled(kind, lang)
    assert set(made) == {MIME, "text/html", "text/plain"}
    assert made[MIME] == spec == json.loads(json.dumps(spec))
    assert made["text/plain"] == PROMPT[lang]
    read = Reader(made["text/html"])
    assert read.open == []
    assert read.script["id"] == spec["id"]
    for entry in [spec["prompt"], spec["hint"], *(reason["text"] for reason in spec["why"].values())]:
        assert entry in read.text
    assert read.tags.count("details") == 2
    assert ("dir", "rtl" if lang == "ar" else "ltr") in read.attributes


def test_the_samples_are_all_the_kinds() -> None:
    assert sorted(KINDS) == KIND_NAMES


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_both_languages_have_the_same_shape(kind: str) -> None:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: shape(entry) for name, entry in value.items() if name not in ("rights", "lang", "dir")}
        return [shape(entry) for entry in value] if isinstance(value, list) else type(value)

    fr, ar = sample(kind, "fr"), sample(kind, "ar")
    assert shape(fr) == shape(ar)
    assert fr["key"] == ar["key"]


def test_links_go_to_the_page_of_texts_of_each_host() -> None:
    made = bundled("single", "fr")
    assert made[MIME]["cites"][0]["href"] == "textes.ipynb#cp-448-1"
    read = Reader(made["text/html"])
    assert read.script["cites"][0]["href"] == "textes.html#cp-448-1"
    hrefs = {value for name, value in read.attributes if name == "href"}
    assert hrefs == {"textes.html#cp-448-1", "textes.html#palermo-3"}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_hostile_words_stay_words(kind: str) -> None:
    evil = json.loads(json.dumps(example(kind).BODY).replace('"fr": "', '"fr": "' + json.dumps(EVIL)[1:-1]))
    words = both(EVIL, EVIL)
    made = bundled(kind, "fr", **evil, prompt=words, title=words, intro=words)["text/html"]
    read = Reader(made)
    assert read.open == []
    assert "img" not in read.tags
    assert read.tags.count("script") == 1
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert read.script["prompt"] == EVIL.strip()
    assert EVIL.strip() in read.text


def test_json_in_a_script_cannot_end_it() -> None:
    written = script_safe({"text": EVIL + "<!--"})
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"text": EVIL + "<!--"}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_digit_groups_are_isolated_in_arabic(kind: str) -> None:
    html = bundled(kind, "ar")["text/html"]
    form = html.partition("</script>")[2]
    assert '<bdi dir="ltr">27-14</bdi>' in form
    assert '<bdi dir="ltr">448-1</bdi>' in form
    bare = re.sub(r'<bdi dir="ltr">[^<]*</bdi>|<[^>]*>', "", form)
    assert not re.search(r"\d[-.]\d", bare)


def test_a_screen_says_where_it_opens() -> None:
    spec = {"id": "home", "kind": "home", "lang": "fr", "dir": "ltr", "title": "Le cours <b>", "modules": []}
    made = screen_bundle(spec)
    assert made["text/plain"] == "Le cours <b>"
    assert "JupyterLab" in Reader(made["text/html"]).text
    test = {**spec, "kind": "test", "lang": "ar", "dir": "rtl", "title": {"fr": "Test", "ar": "اختبار"}}
    assert screen_bundle(test)["text/plain"] == "اختبار"


def test_an_unknown_reference_is_left_out_not_fatal() -> None:
    assert [cite["key"] for cite in sample("ordering", "fr", cites=["nowhere", "cp-448-1"])["cites"]] == ["cp-448-1"]
    assert fake_course().references


def test_the_catalogues_say_the_same_things() -> None:
    forms = re.compile(r"\.(zero|one|two|few|many|other)$")
    keys = {lang: {forms.sub("", key) for key in catalogue(lang)} for lang in LANGUAGES}
    assert keys["fr"] == keys["ar"]

    def names(lang: Lang, key: str) -> set[str]:
        said = [text for name, text in catalogue(lang).items() if forms.sub("", name) == key]
        return {name for text in said for name in re.findall(r"\{(\w+)\}", text)}

    assert not [key for key in keys["fr"] if names("fr", key) != names("ar", key)]
