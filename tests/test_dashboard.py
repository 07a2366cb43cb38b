"""What the trainer's dashboard tells beyond results, and who may be certified: the same facts, from one session."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

import grading_helpers as small
from activity_helpers import made
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.register import Register
from nbparcours.course.load import Content, Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.dashboard import Dashboard
from nbparcours.grading.dashboard.words import say
from nbparcours.grading.handin import REASONS
from nbparcours.grading.nbgrader_adapter import grade, release, release_case, results
from nbparcours.grading.nbgrader_adapter.certify import Certified, Waiver, certify
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers
from nbparcours.learner.session import Session

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")
SESSION = "rabat"
DONE = {"done": ["m1-single"], "required": 1}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return small.home(tmp_path)


@pytest.fixture
def course(places: Places) -> Course:
    """The small course, with one activity that has to be done before the test, and a case study."""
    course, case = small.read(places), small.case_study()
    module = next(one for one in course.settings.modules if one.id == "m1")
    course.contents["m1"] = Content(module, {}, {"m1-single": made("single")})
    course.cases = {case.id: case}
    release(course, places, SESSION)
    return course


def hand_in(course: Course, name: str, progress: dict[str, object], called: str = "") -> None:
    """What the learner's server writes when the button is pressed."""
    values = {item: small.right(course, item) for item in small.drawn(course, SESSION, name).values()}
    about = {"assignment": f"final-test-{SESSION}", "answers": values, "progress": progress, "name": called or name}
    said = Answers.model_validate(about)
    learner = small.Learner(course.places, course, name, SESSION)
    learner.fetch()
    learner.write(said.model_copy(update={"receipt": sheet.receipt(said)}).document())
    learner.submit()


def tab(places: Places, name: str, lang: Lang) -> str:
    """Return the words of a tab."""
    shown = Dashboard(lang, places)._pages[name].value
    assert f'dir="{"rtl" if lang == "ar" else "ltr"}"' in shown
    return re.sub(r"<[^>]+>", " ", shown)


def certified(course: Course, *learners: str) -> Certified:
    key = demo_key(course.places)
    return certify(course, course.places, SESSION, key, lambda *_: None, 1, Waiver(learners, "vu à l'atelier"))


def test_the_case_study_is_shown_until_and_after_it_is_marked(places: Places, course: Course) -> None:
    assert "pas ouverte" in tab(places, "case_study", "fr")
    release_case(course, places, SESSION)
    first, second = (question.id for question in next(iter(course.cases.values())).questions)
    for name in ("amina", "brahim"):
        learner = small.Learner(places, course, name, SESSION, "case-study")
        learner.fetch()
        said = {first: "Écouter.", **({second: "Puis orienter."} if name == "brahim" else {})}
        learner.write(small.answers(SESSION, said) | {"assignment": learner.assignment})
        learner.submit()
    desk = Dashboard("fr", places)
    desk._try(desk._grade)
    assert "Étude de cas" in desk._said.value
    assert "2 en attente" in re.sub(r"<[^>]+>", "", desk._said.value)
    assert "2" in tab(places, "case_study", "ar")
    assert tab(places, "case_study", "fr").count(" à noter ") == 1 + 3 + 2  # in the sentence, three answers, two totals
    assert "code de remise" in tab(places, "notices", "fr")
    assert "دراسة الحالة" in tab(places, "notices", "ar")
    with Gradebook(f"sqlite:///{places.trainer / 'gradebook.db'}", "traite-maroc") as book:
        for name, cell in (("amina", first), ("brahim", first), ("brahim", second)):
            mark = book.find_grade(cell, "test", f"case-study-{SESSION}", name)
            mark.manual_score, mark.needs_manual_grade = 2.5, False
        book.db.commit()
    for lang in LANGUAGES:
        shown = tab(places, "case_study", lang)
        assert say("awaited", lang) not in shown
        assert ("5 / " in shown, "2,5 / " in shown) == (True, True)


def test_whoever_did_not_do_what_is_required_is_listed_and_not_certified(places: Places, course: Course) -> None:
    hand_in(course, "amina", DONE)
    hand_in(course, "brahim", {"done": ["m9-other"], "required": 0})
    hand_in(course, "chadia", {"done": [], "required": 1}, "Chadia 2")  # and no name that can be printed
    summary = grade(course, places, SESSION)
    assert [(one.learner, one.code) for one in summary.notices] == [("brahim", "progress"), ("chadia", "progress")]
    assert all(result.passed for result in results(places, SESSION)), "a score is a score"
    for lang in LANGUAGES:
        assert tab(places, "notices", lang).count("brahim") == 1
        page = tab(places, "certificates", lang)
        ready, missing = page.split(say("held_back", lang)[:20])
        assert ("amina" in ready, "brahim" in ready) == (True, False)
        assert "brahim" in missing

    done = certified(course)
    assert [learner for learner, _ in done.pages] == ["amina"]
    assert done.incomplete[0] == ("brahim", "0 of 1 required activities were done")
    assert [learner for learner, _ in done.incomplete] == ["brahim", "chadia"]
    with pytest.raises(RefusalError, match="nobody: has not passed"):
        certified(course, "nobody")
    assert Register(places).of_learner(SESSION, "brahim") is None

    # A trainer decides otherwise, and it is written down before the page is made; once is enough.
    done = certified(course, "brahim", "chadia")
    assert [learner for learner, _ in done.pages] == ["amina", "brahim"]
    assert [learner for learner, _ in done.refused] == ["chadia"]
    entry = Register(places).of_learner(SESSION, "brahim")
    assert entry
    log = [(what, reason) for _, _, what, serial, reason in Register(places).log() if serial == entry.serial]
    assert log == [("waive", "vu à l'atelier"), ("issue", "")]
    done = certified(course, "brahim")
    assert [learner for learner, _ in done.pages] == ["amina", "brahim"]
    assert len(Register(places).log()) == 3
    done = certified(course)  # what was decided stands
    assert ([learner for learner, _ in done.pages], [one for one, _ in done.incomplete]) == (
        ["amina", "brahim"],
        ["chadia"],
    )
    assert "brahim" not in tab(places, "certificates", "fr").split("activités requises")[1]


def test_every_reason_for_refusing_has_its_words(places: Places, course: Course) -> None:
    assert [code for code in REASONS for lang in LANGUAGES if not say(f"refused_{code}", lang)] == []
    hand_in(course, "amina", DONE)
    release(course, places, SESSION, times={"closes": datetime.now(UTC) - timedelta(hours=1)})
    assert Session.read(places.trainer / "release" / f"final-test-{SESSION}").closes
    grade(course, places, SESSION)
    (kept,) = (places.trainer / "quarantine" / SESSION).glob("*/reason.json")
    assert json.loads(kept.read_text("utf-8"))["code"] == "late"
    assert "après la clôture" in tab(places, "quarantine", "fr")
