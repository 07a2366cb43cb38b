"""The two pages that no one writes by hand: the texts the course cites, and its glossary."""

import unicodedata

from nbparcours.course.dates import day
from nbparcours.course.load import Course
from nbparcours.course.registry import Reference, Term
from nbparcours.course.text import Lang, Text
from nbparcours.publish.citations import Citation, citations, place

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


_CITED = Text(fr="Cité dans", ar="ورد في")
_NOT_CITED = Text(fr="n'est pas cité dans les modules", ar="لم يرد في الوحدات")
_NUMBER = Text(fr="module {}", ar="الوحدة {}")
_INDEX = Text(
    fr="## Tous les textes\n\nChaque ligne mène à ce que dit le texte et à sa version officielle.\n\n"
    "| Texte ou article | Ce que c'est | Modules |\n|---|---|---|",
    ar="## جميع النصوص\n\nيقود كل سطر إلى مضمون النص وإلى صيغته الرسمية.\n\n"
    "| النص أو المادة | ما هو | الوحدات |\n|---|---|---|",
)
_BEFORE_FIGURES = Text(
    fr="Avant de reprendre un chiffre, posez-lui les "
    "[cinq questions du module 1](01-comprendre-la-traite.ipynb#m1-figure-questions).",
    ar="قبل استعمال أي رقم، اطرحوا عليه "
    "[الأسئلة الخمسة من الوحدة 1](01-comprendre-la-traite.ipynb#m1-figure-questions).",
)


def title(page: str, lang: Lang) -> str:
    """Return the heading of a generated page."""
    return _TITLES[page].get(lang)


def openings(page: str) -> list[str]:
    """Return the cells that open the parts of a generated page."""
    return [f"textes-{kind}" for kind in _KINDS] if page == TEXTS else []


def texts(course: Course, lang: Lang) -> list[Prose]:
    """Return the cells of the page of texts, as (cell id, Markdown): a table, then one a kind and one an entry."""
    cited = citations(course)
    published = [entry for entry in course.references.values() if entry.publish]
    cells = [_opening(TEXTS, lang), ("textes-index", _index(published, cited, lang))]
    for kind, heading in _KINDS.items():
        if entries := [entry for entry in published if entry.kind == kind]:
            cells.append((f"textes-{kind}", _heading(kind, heading.get(lang), course, lang)))
            cells += [(entry.key, _reference(entry, cited.get(entry.key, []), course, lang)) for entry in entries]
    return cells


def glossary(course: Course, lang: Lang) -> list[Prose]:
    """Return the cells of the glossary, in the language's alphabetical order."""
    terms = sorted(course.glossary.values(), key=lambda term: _collate(term.term.get(lang)))
    return [_opening(GLOSSARY, lang), *((f"terme-{term.id}", _term(term, lang)) for term in terms)]


def _opening(page: str, lang: Lang) -> Prose:
    return f"{page}-intro", f"# {title(page, lang)}\n\n{_OPENINGS[page].get(lang)}"


def _heading(kind: str, heading: str, course: Course, lang: Lang) -> str:
    """Figures come with a way to read them, where the course has it."""
    known = any(cell.id == "m1-figure-questions" for c in course.contents.values() for cell in c.notebooks["fr"].cells)
    return f"## {heading}" + (f"\n\n{_BEFORE_FIGURES.get(lang)}" if kind == "figure" and known else "")


def _index(entries: list[Reference], cited: dict[str, list[Citation]], lang: Lang) -> str:
    rows = []
    for entry in sorted(entries, key=lambda entry: list(_KINDS).index(entry.kind)):
        modules = "، " if lang == "ar" else ", "
        numbers = dict.fromkeys(citation.module.removeprefix("m") for citation in cited.get(entry.key, []))
        what = entry.title.get(lang) if entry.title != entry.label else _KINDS[entry.kind].get(lang)
        rows.append(f"| [{entry.label.get(lang)}]({TEXTS}.ipynb#{entry.key}) | {what} | {modules.join(numbers)} |")
    return "\n".join([_INDEX.get(lang), *rows])


def _reference(entry: Reference, cited: list[Citation], course: Course, lang: Lang) -> str:
    dash = {"fr": "\u00a0: ", "ar": ": "}[lang]
    facts = {
        _STATUS: entry.status.get(lang),
        _WHERE: entry.where.get(lang),
        _READ: f"{day(entry.verified_on, lang)} ({_CONFIDENCE[entry.confidence].get(lang)})",
        _CITED: _citing(cited, course, lang),
    }
    lines = [f'<a id="{entry.key}"></a>', "", f"### {entry.label.get(lang)}", ""]
    if entry.title != entry.label:
        lines += [f"**{entry.title.get(lang)}**", ""]
    lines += [entry.summary.get(lang), "", *(f"- {name.get(lang)}{dash}{fact}" for name, fact in facts.items())]
    return "\n".join(lines)


def _citing(cited: list[Citation], course: Course, lang: Lang) -> str:
    links = [
        f"[{_NUMBER.get(lang).format(citation.module.removeprefix('m'))}, {place(citation, course, lang)}]"
        f"({citation.file}.ipynb#{citation.anchor})"
        for citation in cited
    ]
    return ("؛ " if lang == "ar" else " ; ").join(links) or _NOT_CITED.get(lang)


def _term(term: Term, lang: Lang) -> str:
    other: Lang = "ar" if lang == "fr" else "fr"
    twin = f'<bdi lang="{other}" dir="auto">{term.term.get(other)}</bdi>'
    return f'<a id="{term.id}"></a>\n\n## {term.term.get(lang)} · {twin}\n\n{term.definition.get(lang)}'


def explanation(term: Term, lang: Lang) -> dict[str, str]:
    """Return what a reader of `lang` sees of a term where the text uses it."""
    other: Lang = "ar" if lang == "fr" else "fr"
    return {"term": term.term.get(lang), "twin": term.term.get(other), "definition": term.definition.get(lang)}


def _collate(word: str) -> str:
    """Sort « État » under e, أسرة under ا, and an Arabic word with its article under its own first letter."""
    plain = unicodedata.normalize("NFD", word.lower().removeprefix("ال"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("œ", "oe")
