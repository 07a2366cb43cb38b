"""How items are worded: rules of item writing that a program can see (curriculum, part E)."""

import re
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, rule
from nbparcours.course.item import ChoiceItem, Item
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang, Text

ALL_OR_NONE = re.compile(
    r"\btou(?:te)?s (?:les|ces) (?:réponses|options|propositions|choix)|\btout ce qui précède"
    r"|\baucune? (?:de ces|des|d'entre ces|de celles|de ceux)|\b(?:rien|l'ensemble) de ce qui précède"
    r"|\bles (?:deux|trois) (?:premi|réponses)|\bni l'un ni l'autre de ces"
    r"|(?:جميع|كل) (?:ما (?:سبق|ذكر|تقدم)|الأجوبة|الاختيارات|الخيارات)"
    r"|لا شيء مما|ليس أي مما|لا واحد(?:ة)? م(?:ن هذه|ما سبق)",
    re.IGNORECASE,
)
#: Where one negation cannot reach into the next.
_CLAUSE: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"[.;:,?!…«»()]|\b(?:et|mais|ou|car|puisque|parce qu|si)\b"),
    "ar": re.compile(r"[.؛:،؟!…«»()]|(?<!\w)(?:لكن|أو|لأن|إذا)(?!\w)"),
}
#: Negations; "ni" and "ولا" continue one, and "دون 18" is an age.
_NEGATION: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\bne\b|\bn['’]|\bsans\b|\bnon\b(?!-|\s+plus)|\bsauf\b|\bimpossible\b", re.I),
    "ar": re.compile(
        r"(?<!\w)ف?(?:لا|لم|لن|ليس|ليست|بلا|باستثناء)(?!\w)"
        r"|(?<!\w)(?:من |ب)?(?:دون|غير)(?!\w)(?!\s*(?:سن\s*)?(?:\d|الثامنة))"
    ),
}
#: A question that asks for the exception.
_EXCEPTION: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:les?quel(?:le)?s?|laquelle|quel(?:le)?s?)\b[^.?]*\bn(?:e\b|['’])[^.?]*\b(?:pas|jamais)\b", re.I
    ),
    "ar": re.compile(r"(?:^|[.؟:]\s*)(?:أي|ما|ماذا|من)\s[^.؟]*(?<!\w)(?:لا|لم|لن|ليس|ليست)(?!\w)"),
}


def _options(item: Item) -> list[Text]:
    return [choice.text for choice in item.choices().values()]


@rule("NP604")
def no_all_of_the_above(course: Course) -> Iterator[Fault]:
    """No option says "all of the above" or "none of these"."""
    for item in course.bank.values():
        for name, choice in item.choices().items():
            if ALL_OR_NONE.search(f"{choice.text.fr} {choice.text.ar}"):
                yield Fault(*at(course, item.id), f"{item.id}/{name}: write an option of its own instead")


def negations(text: str, lang: Lang) -> int:
    """Return how many negations the clause of `text` has that has the most."""
    return max(len(_NEGATION[lang].findall(clause)) for clause in _CLAUSE[lang].split(text))


@rule("NP610")
def no_double_negative(course: Course) -> Iterator[Fault]:
    """No clause of an item denies twice, and no negative option answers a question for the exception."""
    for item in course.bank.values():
        for lang in LANGUAGES:
            texts = [item.stem.get(lang), *(text.get(lang) for text in _options(item))]
            exception = _EXCEPTION[lang].search(texts[0])
            for place, text in enumerate(texts):
                if negations(text, lang) > (0 if exception and place else 1):
                    yield Fault(*at(course, item.id), f"{item.id} ({lang}): {text!r} denies twice; say it positively")


@rule("NP612")
def options_differ(course: Course) -> Iterator[Fault]:
    """The options of an item differ from each other in each language."""
    for item in course.bank.values():
        if not isinstance(item, ChoiceItem):
            continue
        for lang in LANGUAGES:
            texts = [" ".join(text.get(lang).casefold().split()) for text in _options(item)]
            for text in sorted({text for text in texts if texts.count(text) > 1}):
                yield Fault(*at(course, item.id), f"{item.id} ({lang}): two options say {text!r}; change one")


@rule("NP613")
def cases_are_invented(course: Course) -> Iterator[Fault]:
    """A vignette tells a case, and says in both languages that it is invented."""
    for item in course.bank.values():
        if item.kind == "vignette" and not (item.case and "inventé" in item.case.fr and "متخيل" in item.case.ar):
            said = f"{item.id}: say in both languages that its case is invented (récit inventé, قصة متخيلة)"
            yield Fault(*at(course, item.id), said)
