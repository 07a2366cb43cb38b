"""What a trainer should know of a hand-in that was graded all the same. Nothing here changes a score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbparcours.course.draw import draw
from nbparcours.grading.fit import misfits
from nbparcours.learner.session import Session

#: Code -> the sentence for the trainer.
WORDS: dict[str, dict[str, str]] = {
    "untouched": {
        "en": "the receipt is not that of these answers: the file was changed by hand, or handed in without the button",
        "fr": "le code de remise n'est pas celui de ces réponses : fichier modifié à la main, ou remis sans le bouton",
        "ar": "رمز التسليم لا يطابق هذه الأجوبة: عُدّل الملف يدويا أو سُلّم من دون الزر",
    },
    "progress": {
        "en": "{done} of {all} required activities were done",
        "fr": "activités requises faites : {done} sur {all}",
        "ar": "الأنشطة المطلوبة المنجزة: {done} من {all}",
    },
    "strange": {
        "en": "{n} answers to questions that were not theirs (not counted)",
        "fr": "réponses à des questions qui n'étaient pas les siennes : {n} (non comptées)",
        "ar": "أجوبة عن أسئلة لم تُسحب له: {n} (لا تُحتسب)",
    },
    "odd": {
        "en": "{n} answers that the page does not send (unknown option, two choices, another form)",
        "fr": "réponses que la page n'envoie pas (option inconnue, deux choix, autre forme) : {n}",
        "ar": "أجوبة لا ترسلها الصفحة (خيار مجهول، اختياران، شكل آخر): {n}",
    },
    "overtime": {
        "en": "{taken} minutes, where {allowed} were allowed",
        "fr": "{taken} minutes, pour {allowed} accordées",
        "ar": "{taken} دقيقة، والمدة الممنوحة {allowed}",
    },
    "early": {
        "en": "begun before the test opened, by their own clock",
        "fr": "commencé avant l'ouverture du test, d'après l'horloge de la personne",
        "ar": "بدأ قبل افتتاح الاختبار حسب ساعة جهاز الشخص",
    },
    "clock": {
        "en": "their clock went back during the test; the time taken is not known",
        "fr": "l'horloge de la personne a reculé pendant le test ; la durée n'est pas connue",
        "ar": "رجعت ساعة جهاز الشخص إلى الوراء أثناء الاختبار؛ المدة غير معروفة",
    },
    "attempts": {
        "en": "attempt {n}, where {allowed} are allowed",
        "fr": "tentative n° {n}, pour {allowed} admises",
        "ar": "المحاولة رقم {n}، والمسموح به {allowed}",
    },
    "wait": {
        "en": "begun before the waiting time was over",
        "fr": "commencé avant la fin du délai d'attente",
        "ar": "بدأ قبل انتهاء مدة الانتظار",
    },
}


@dataclass(frozen=True)
class Notice:
    """One thing to know of a learner's hand-in."""

    learner: str
    code: str
    values: Mapping[str, int]

    def say(self, lang: str = "en") -> str:
        """Return the sentence."""
        return WORDS[self.code][lang].format(**self.values)


@dataclass(frozen=True)
class Terms:
    """What a session allows: what the release says of the test and what learners saw, its times, and who has more."""

    test: Mapping[str, Any]
    shown: Mapping[str, Any]
    times: Session
    extra: Mapping[str, int]


def notices(terms: Terms, who: Mapping[str, Any], handin: Mapping[str, Any]) -> list[Notice]:
    """Return what there is to know; `who` is what collecting noted, `handin` the learner's file."""
    learner = who["learner"]
    found = (*_file(terms, who, handin), *_progress(terms, handin), *_time(terms, learner, handin))
    return [Notice(learner, code, values) for code, values in (*found, *_attempts(terms, who, handin))]


_Found = Iterator[tuple[str, dict[str, int]]]


def _file(terms: Terms, who: Mapping[str, Any], handin: Mapping[str, Any]) -> _Found:
    if not who.get("untouched", True):
        yield "untouched", {}
    drawn = draw(terms.test["slots"], terms.test["session"], who["learner"])
    strange, odd = misfits(handin["answers"], drawn, terms.shown)
    if strange:
        yield "strange", {"n": strange}
    if odd:
        yield "odd", {"n": odd}


def _progress(terms: Terms, handin: Mapping[str, Any]) -> _Found:
    required = set(terms.test.get("required") or ())
    said = handin["progress"].get("done")
    done = required & {one for one in said if isinstance(one, str)} if isinstance(said, list) else set()
    if len(done) < len(required):
        yield "progress", {"done": len(done), "all": len(required)}


def minutes_taken(handin: Mapping[str, Any]) -> float | None:
    """Return how long the learner took by their own clock, from the first look to the last answer."""
    if not (handin.get("begun") and handin.get("changed")):
        return None
    taken = datetime.fromisoformat(handin["changed"]) - datetime.fromisoformat(handin["begun"])
    return taken.total_seconds() / 60 if taken >= timedelta(0) else None


def _time(terms: Terms, learner: str, handin: Mapping[str, Any]) -> _Found:
    if handin.get("begun") and terms.times.early(datetime.fromisoformat(handin["begun"])):
        yield "early", {}
    taken = minutes_taken(handin)
    if taken is None and handin.get("begun") and handin.get("changed"):
        yield "clock", {}
    allowed = (terms.times.minutes or 0) + terms.extra.get(learner, 0)
    if terms.times.minutes and taken is not None and taken > allowed + 1:
        yield "overtime", {"taken": round(taken), "allowed": allowed}


def _attempts(terms: Terms, who: Mapping[str, Any], handin: Mapping[str, Any]) -> _Found:
    attempt, waits = who.get("attempt", 1), terms.test.get("wait_hours") or ()
    if terms.times.attempts and attempt > terms.times.attempts:
        yield "attempts", {"n": attempt, "allowed": terms.times.attempts}
    if not (waits and attempt > 1 and who.get("previous") and handin.get("begun")):
        return
    until = datetime.fromisoformat(who["previous"]) + timedelta(hours=waits[(attempt - 2) % len(waits)])
    if datetime.fromisoformat(handin["begun"]) < until:
        yield "wait", {}
