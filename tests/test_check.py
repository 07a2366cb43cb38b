"""Each rule of `nbparcours check` has a bad example here, and the real course has none."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from nbparcours.course import shingles
from nbparcours.course.check import RULES, check
from nbparcours.course.check.bank_wording import ALL_OR_NONE, negations
from nbparcours.course.check.parity import numbers
from nbparcours.course.load import Course, load
from nbparcours.course.places import Places
from nbparcours.course.spelling import can_spell, words

MODULE = "01-comprendre-la-traite"
Break = Callable[[Places], None]
BAD: dict[str, Break] = {}


def bad(code: str) -> Callable[[Break], Break]:
    def register(example: Break) -> Break:
        BAD[code] = example
        return example

    return register


def notebook(places: Places, lang: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    path = places.modules / lang / f"{MODULE}.ipynb"
    raw = json.loads(path.read_text("utf-8"))
    change(raw["cells"])
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1), "utf-8")


def data(path: Path, change: Callable[[Any], None]) -> None:
    loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    change(loaded)
    path.write_text(yaml.dump(loaded, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


def settings(places: Places, change: Callable[[Any], None]) -> None:
    data(places.modules / "course.yml", change)


def bank(places: Places, change: Callable[[Any], None]) -> None:
    data(places.bank / f"{MODULE}.yml", change)


def activities(places: Places, change: Callable[[Any], None]) -> None:
    data(places.modules / "activities" / f"{MODULE}.yml", change)


def prose(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return next(cell for cell in cells if cell["cell_type"] == "markdown")


def code(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return next(cell for cell in cells if cell["cell_type"] == "code")


@bad("NP101")
def _a_cell_less_in_arabic(places: Places) -> None:
    notebook(places, "ar", lambda cells: cells.pop())


@bad("NP102")
def _a_citation_less_in_arabic(places: Places) -> None:
    def change(cells: list[dict[str, Any]]) -> None:
        for cell in cells:
            cell["source"] = [re.sub(r"\]\(textes\.ipynb#[a-z0-9-]*\)", "]()", line) for line in cell["source"]]

    notebook(places, "ar", change)


@bad("NP103")
def _another_number_in_arabic(places: Places) -> None:
    notebook(places, "ar", lambda cells: prose(cells)["source"].append(" 4711"))


@bad("NP104")
def _another_number_in_an_activity(places: Places) -> None:
    activities(places, lambda entries: entries[0]["prompt"].update(fr="Combien ? 4711"))


@bad("NP105")
def _a_paragraph_less_in_arabic(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append("\n\nUn paragraphe de plus."))


@bad("NP106")
def _eastern_digits(places: Places) -> None:
    notebook(places, "ar", lambda cells: prose(cells)["source"].append("\nالقانون ٢٧."))


@bad("NP107")
def _an_article_of_the_code_under_the_wrong_name(places: Places) -> None:
    notebook(places, "ar", lambda cells: prose(cells)["source"].append("\nالمادة [448-4](textes.ipynb#cp-448-4)."))


@bad("NP201")
def _an_unknown_key(places: Places) -> None:
    activities(places, lambda entries: entries[0].update(cites=["cp-9999"]))


@bad("NP202")
def _a_key_nobody_cites(places: Places) -> None:
    data(places.modules / "references.yml", lambda entries: entries.append(entries[0] | {"key": "lonely"}))


@bad("NP203")
def _a_reference_past_its_review(places: Places) -> None:
    data(places.modules / "references.yml", lambda entries: entries[0].update(review_by="2026-11-01"))


@bad("NP204")
def _a_doubtful_source(places: Places) -> None:
    def change(entries: Any) -> None:
        next(e for e in entries if e["key"] == "cp-448-1").update(confidence="low")

    data(places.modules / "references.yml", change)


@bad("NP205")
def _an_article_without_link(places: Places) -> None:
    def change(cells: list[dict[str, Any]]) -> None:
        prose(cells)["source"] = ["# Titre\n", "L'article 448-4 dit cela."]

    notebook(places, "fr", change)


@bad("NP206")
def _a_figure_without_source(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells).update(source=["# Titre\n", "En 2024, 61 % de femmes."]))


@bad("NP207")
def _an_activity_that_rests_on_nothing(places: Places) -> None:
    def change(entry: Any) -> None:
        for inner in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
            change(inner)
        if isinstance(entry, dict):
            entry.pop("cites", None)

    activities(places, lambda entries: change(entries[0]))


@bad("NP208")
def _a_law_without_year(places: Places) -> None:
    def change(entries: Any) -> None:
        entry = next(e for e in entries if e["key"] == "cp-448-1")
        entry.update(dated=None, status={"fr": "En vigueur.", "ar": "ساري المفعول."})

    data(places.modules / "references.yml", change)


@bad("NP301")
def _a_module_too_long(places: Places) -> None:
    settings(places, lambda course: course["modules"][7].update(minutes=95))


@bad("NP302")
def _a_section_too_long(places: Places) -> None:
    settings(places, lambda course: course["modules"][0]["sections"][0].update(minutes=30))


@bad("NP303")
def _padding(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append(" mot" * 3000))


@bad("NP304")
def _a_section_without_its_cell(places: Places) -> None:
    settings(places, lambda course: course["modules"][0]["sections"][1].update(id="m1-nowhere"))


@bad("NP305")
def _an_arabic_half_as_long(places: Places) -> None:
    def change(cells: list[dict[str, Any]]) -> None:
        for cell in cells[len(cells) // 3 :]:
            cell.update(source=["كلمة"])

    notebook(places, "ar", change)


@bad("NP306")
def _nine_activities(places: Places) -> None:
    def change(entries: list[Any]) -> None:
        quiz = [entry for entry in entries if entry["kind"] == "quiz"]
        entries[:] = [entry for entry in entries if entry["kind"] != "quiz"][:9] + quiz

    activities(places, change)


@bad("NP307")
def _a_self_check_of_nine(places: Places) -> None:
    activities(places, lambda entries: next(e for e in entries if e["kind"] == "quiz")["questions"].pop())


@bad("NP401")
def _an_output_left(places: Places) -> None:
    notebook(places, "fr", lambda cells: code(cells).update(execution_count=3))


@bad("NP402")
def _a_number_as_id(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells).update(id="8f2e-1"))


@bad("NP403")
def _a_directive(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append("\n:::{note}\nx\n:::"))


@bad("NP404")
def _code_in_a_cell(places: Places) -> None:
    notebook(places, "fr", lambda cells: code(cells).update(source=["print(1)"]))


@bad("NP405")
def _an_activity_that_is_not_shown(places: Places) -> None:
    activities(places, lambda entries: entries.append(entries[0] | {"id": "m1-hidden"}))


@bad("NP501")
def _an_unknown_objective(places: Places) -> None:
    activities(places, lambda entries: entries[0].update(objective="m9-o9"))


@bad("NP502")
def _an_objective_nobody_exercises(places: Places) -> None:
    def change(course: Any) -> None:
        course["modules"][0]["objectives"].append({"id": "m1-o9", "text": {"fr": "x", "ar": "س"}})

    settings(places, change)


@bad("NP503")
def _no_content_note(places: Places) -> None:
    def change(cells: list[dict[str, Any]]) -> None:
        cells[:] = [cell for cell in cells if not cell["id"].endswith("content-note")]

    notebook(places, "fr", change)


@bad("NP504")
def _a_harmful_word(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append("\nLe trafic d'êtres humains."))


@bad("NP505")
def _an_undated_line(places: Places) -> None:
    settings(places, lambda course: course["help_lines"][0].pop("seen"))


@bad("NP506")
def _a_number_nobody_knows(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append("\nAppelez le 05 00 11 22 33."))


@bad("NP507")
def _a_case_told_as_true(places: Places) -> None:
    def change(cells: list[dict[str, Any]]) -> None:
        next(cell for cell in cells if cell["id"] == "m1-case").update(source=["## Le cas de Salma\n", "C'est vrai."])

    notebook(places, "fr", change)


@bad("NP601")
def _an_item_in_the_wrong_slot(places: Places) -> None:
    bank(places, lambda items: items[0].update(slot="m1-s5"))


@bad("NP602")
def _a_candidate_less(places: Places) -> None:
    bank(places, lambda items: items.pop())


@bad("NP603")
def _long_keys(places: Places) -> None:
    def change(items: Any) -> None:
        for item in items:
            for option in item.get("options", ()):
                if option.get("correct"):
                    option["text"]["fr"] += " et cette précision est si longue que personne ne la manquera"

    bank(places, change)


@bad("NP604")
def _all_of_the_above(places: Places) -> None:
    bank(places, lambda items: items[0]["options"][0]["text"].update(fr="Toutes ces réponses"))


@bad("NP605")
def _an_item_without_objective(places: Places) -> None:
    bank(places, lambda items: items[0].update(objective="m1-o99"))


@bad("NP606")
def _always_the_first(places: Places) -> None:
    def change(items: Any) -> None:
        for item in items:
            item.get("options", []).sort(key=lambda option: not option.get("correct", False))

    bank(places, change)


@bad("NP607")
def _a_harder_candidate(places: Places) -> None:
    bank(places, lambda items: items[0].update(level="analyse"))


@bad("NP608")
def _an_item_without_a_note(places: Places) -> None:
    bank(places, lambda items: items[0].pop("note"))


@bad("NP609")
def _short_keys(places: Places) -> None:
    def change(items: Any) -> None:
        for item in items:
            for option in item.get("options", ()):
                if option.get("correct"):
                    option["text"]["ar"] = "نعم"

    bank(places, change)


@bad("NP610")
def _denied_twice(places: Places) -> None:
    bank(places, lambda items: items[0]["options"][0]["text"].update(fr="Il n'est pas impossible de partir"))


@bad("NP611")
def _an_answer_in_another_question(places: Places) -> None:
    def change(items: Any) -> None:
        right = next(option["text"]["fr"] for option in items[4]["options"] if option.get("correct"))
        items[0]["stem"]["fr"] += f" ({right}.)"

    bank(places, change)


@bad("NP612")
def _an_option_twice(places: Places) -> None:
    def change(items: Any) -> None:
        first, second, *_ = items[0]["options"]
        second["text"]["ar"] = first["text"]["ar"]

    bank(places, change)


@bad("NP613")
def _a_case_that_may_be_somebodys(places: Places) -> None:
    def change(items: Any) -> None:
        case = next(item["case"] for item in items if item["kind"] == "vignette")
        case["ar"] = case["ar"].replace("متخيلة", "قصيرة")

    bank(places, change)


@bad("NP701")
def _a_misspelt_word(places: Places) -> None:
    notebook(places, "fr", lambda cells: prose(cells)["source"].append("\nUne exploitaton."))


@bad("NP703")
def _a_sentence_without_end(places: Places) -> None:
    long = " et ".join(["des considérations institutionnelles incontestablement problématiques"] * 400)
    notebook(places, "fr", lambda cells: prose(cells).update(source=[f"{long}."] * 40))


@bad("NP801")
def _a_term_without_counterpart(places: Places) -> None:
    activities(places, lambda entries: entries[0].update(prompt={"fr": "Une servitude ?", "ar": "ماذا نقول عنها؟"}))


@bad("NP802")
def _two_terms_of_one_name(places: Places) -> None:
    data(places.modules / "glossary.yml", lambda terms: terms.append(terms[0] | {"id": "again"}))


@bad("NP901")
def _a_sentence_of_the_dossier(places: Places) -> None:
    line = "Une phrase prise telle quelle, sans y changer un seul mot, dans un texte source."
    copied = frozenset(hashed for hashed, _ in shingles.runs(line))
    shingles.write(places.modules / "dossier.shingles", copied, "note")
    notebook(places, "fr", lambda cells: prose(cells)["source"].append(f"\n« {line.upper()} »"))


def test_every_rule_has_a_bad_example() -> None:
    assert BAD.keys() == RULES.keys() - {"NP702"}, "NP702 speaks of the machine: its own test is below"


@pytest.mark.parametrize("code", sorted(BAD))
def test_a_bad_example_is_found(code: str, sources: Places, course: Course) -> None:
    if code == "NP701" and not can_spell():
        pytest.skip("hunspell and its dictionaries could not be installed on this machine (tools/chromium.py says why)")
    before = list(RULES[code].run(course))
    BAD[code](sources)
    found = RULES[code].run(load(sources))
    assert len(found) > len(before)
    assert all(problem.path.is_file() and problem.line >= 1 and problem.message for problem in found)


def test_spelling_that_cannot_be_checked_is_said(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert list(RULES["NP701"].run(course)) == []
    assert [problem.notice for problem in RULES["NP702"].run(course)] == [True]


def test_words_are_taken_without_links_articles_and_vowel_signs() -> None:
    assert words("[l’article 448-4](textes.ipynb#cp-448-4) de `code`", "fr") == {"article", "de"}
    assert words("الضَّحيّة 27.14", "ar") == {"الضحية"}


def test_the_real_course_keeps_every_rule(course: Course) -> None:
    assert [str(problem) for problem in check(course) if not problem.notice] == []


@pytest.mark.parametrize(
    "option", ["Aucune de ces réponses", "L'ensemble de ce qui précède", "كل ما سبق", "لا شيء مما ذكر"]
)
def test_all_or_none_is_found_in_either_language(option: str) -> None:
    assert ALL_OR_NONE.search(option)


def test_negations_are_counted_in_one_clause() -> None:
    assert negations("Il n'est pas vrai que la loi ne punit rien", "fr") == 2
    assert negations("Il n'y a ni violence ni décès ; la porte n'est pas fermée", "fr") == 1
    assert negations("لا يجوز أن لا يُخبر الشخص", "ar") == 2
    assert negations("لا عنف ولا وفاة، والضحية دون 18 سنة", "ar") == 1


def test_a_private_bank_is_checked_like_the_public_one(
    sources: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = Path(shutil.copytree(sources.bank, tmp_path / "private"))
    monkeypatch.setenv("NBPARCOURS_BANK", str(private))
    bank(sources, lambda items: items[0].update(level="analyse", cites=["cp-9999"]))
    course = load(sources)
    found = [problem for code in RULES if code[2] in "26" for problem in RULES[code].run(course) if not problem.notice]
    assert {problem.code for problem in found} == {"NP201", "NP607"}
    assert {problem.path.parent for problem in found} == {private}


def test_a_bank_that_is_not_there_is_said_once(
    sources: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBPARCOURS_BANK", str(tmp_path / "nowhere"))
    course = load(sources)
    found = [problem for code in RULES if code[2] == "6" for problem in RULES[code].run(course)]
    assert [(problem.code, "NBPARCOURS_BANK" in problem.message) for problem in found] == [("NP602", True)]


def test_numbers_are_compared_without_link_targets() -> None:
    assert numbers("[article 448-4](textes.ipynb#cp-448-4) de la loi 27-14") == numbers("448-4 27.14")


def test_an_excuse_that_is_not_needed_is_said(sources: Places) -> None:
    path = sources.modules / "glossary-exceptions.yml"
    path.write_text(path.read_text("utf-8") + '- {where: m1-start, term: servitude, why: "x"}\n', "utf-8")
    assert [problem.path for problem in RULES["NP801"].run(load(sources))] == [path]


def test_what_was_copied_is_found_whatever_its_case_and_punctuation(tmp_path: Path) -> None:
    said = "one two three, four — five six seven eight nine"
    shingles.write(tmp_path / "x", frozenset(hashed for hashed, _ in shingles.runs(said)), "note")
    known = shingles.read(tmp_path / "x")
    assert len(known) == 2
    taken = [hashed for hashed, _ in shingles.runs("ONE [two](three.md) three four five six seven eight")]
    changed = [hashed for hashed, _ in shingles.runs("two one three four five six seven eight")]
    assert known.issuperset(taken)
    assert known.isdisjoint(changed)


def test_the_dossier_is_known_by_its_hashes(course: Course) -> None:
    assert len(shingles.read(course.places.modules / "dossier.shingles")) > 5000
