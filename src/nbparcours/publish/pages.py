"""The two pages that no one writes by hand: the texts the course cites, and its glossary."""

import unicodedata

from nbparcours.course.load import Course
from nbparcours.course.registry import Reference, Term
from nbparcours.course.text import Lang, Text

Prose = tuple[str, str]

TEXTS, GLOSSARY = "textes", "glossaire"

_TITLES = {
    TEXTS: Text(fr="Textes et sources", ar="النصوص والمصادر"),
    GLOSSARY: Text(fr="Glossaire", ar="مسرد المصطلحات"),
}
_OPENINGS = {
    TEXTS: Text(
        fr="Chaque entrée dit, avec nos mots, ce que contient le texte, où en lire la version officielle et quand "
        "nous l'avons lue.\nCe résumé ne remplace ni le texte officiel, ni l'avis d'une avocate ou d'un avocat.",
        ar="يعرض كل مدخل مضمون النص بأسلوبنا، وأين تُقرأ صيغته الرسمية، ومتى اطلعنا عليه.\n"
        "لا يغني هذا الملخص عن النص الرسمي ولا عن استشارة محام أو محامية.",
    ),
    GLOSSARY: Text(
        fr="Les termes du cours en français et en arabe, avec une définition courte dans chaque langue.",
        ar="مصطلحات الدورة بالعربية والفرنسية، مع تعريف موجز بكل لغة.",
    ),
}
_KINDS: dict[str, Text] = {
    "law": Text(fr="Droit marocain", ar="القانون المغربي"),
    "treaty": Text(fr="Traités", ar="المعاهدات"),
    "standard": Text(fr="Repères et indicateurs", ar="معايير ومؤشرات"),
    "institution": Text(fr="Institutions et dispositifs", ar="المؤسسات والآليات"),
    "report": Text(fr="Rapports", ar="التقارير"),
    "figure": Text(fr="Chiffres", ar="الأرقام"),
    "press": Text(fr="Presse", ar="الصحافة"),
}
_STATUS = Text(fr="État", ar="الوضع")
_WHERE = Text(fr="Texte officiel", ar="النص الرسمي")
_READ = Text(fr="Lu", ar="تاريخ الاطلاع")
_SOURCE = Text(fr="Source lue", ar="المصدر المطلع عليه")
_CONFIDENCE = {
    "high": Text(fr="vérifié", ar="موثوق"),
    "medium": Text(fr="à confirmer", ar="في حاجة إلى تأكيد"),
    "low": Text(fr="incertain", ar="غير مؤكد"),
}


def title(page: str, lang: Lang) -> str:
    """Return the heading of a generated page."""
    return _TITLES[page].get(lang)


def texts(course: Course, lang: Lang) -> list[Prose]:
    """Return the cells of the page of texts, as (cell id, Markdown): one a kind and one an entry."""
    cells = [_opening(TEXTS, lang)]
    for kind, heading in _KINDS.items():
        entries = [r for r in course.references.values() if r.kind == kind and r.publish]
        if entries:
            cells.append((f"textes-{kind}", f"## {heading.get(lang)}"))
            cells += [(entry.key, _reference(entry, lang)) for entry in entries]
    return cells


def glossary(course: Course, lang: Lang) -> list[Prose]:
    """Return the cells of the glossary, in the language's alphabetical order."""
    terms = sorted(course.glossary.values(), key=lambda term: _collate(term.term.get(lang)))
    return [_opening(GLOSSARY, lang), *((f"terme-{term.id}", _term(term, lang)) for term in terms)]


def _opening(page: str, lang: Lang) -> Prose:
    return f"{page}-intro", f"# {title(page, lang)}\n\n{_OPENINGS[page].get(lang)}"


def _reference(entry: Reference, lang: Lang) -> str:
    dash = {"fr": "\u00a0: ", "ar": ": "}[lang]
    facts = {
        _STATUS: entry.status.get(lang),
        _WHERE: entry.where.get(lang),
        _READ: f"{entry.verified_on.isoformat()} ({_CONFIDENCE[entry.confidence].get(lang)})",
    }
    lines = [f'<a id="{entry.key}"></a>', "", f"### {entry.label.get(lang)}", ""]
    if entry.title != entry.label:
        lines += [f"**{entry.title.get(lang)}**", ""]
    lines += [entry.summary.get(lang), "", *(f"- {name.get(lang)}{dash}{fact}" for name, fact in facts.items())]
    return "\n".join(lines)


def _term(term: Term, lang: Lang) -> str:
    other: Lang = "ar" if lang == "fr" else "fr"
    twin = f'<bdi lang="{other}" dir="auto">{term.term.get(other)}</bdi>'
    return f'<a id="{term.id}"></a>\n\n## {term.term.get(lang)} · {twin}\n\n{term.definition.get(lang)}'


def _collate(word: str) -> str:
    """Sort « État » under e, أسرة under ا, and an Arabic word with its article under its own first letter."""
    plain = unicodedata.normalize("NFD", word.lower().removeprefix("ال"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("œ", "oe")
