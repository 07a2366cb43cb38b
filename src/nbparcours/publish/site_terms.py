"""The glossary as a script that the site fetches when a reader first asks for a term."""

import json
from pathlib import Path

from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES
from nbparcours.publish.files import write
from nbparcours.publish.pages import explanation


def write_terms(course: Course, static: Path) -> None:
    """Write `terms/fr.js` and `terms/ar.js`; a script, because a page opened from a folder may read no data."""
    for lang in LANGUAGES:
        terms = {term.id: explanation(term, lang) for term in course.glossary.values() if not term.everyday}
        data = json.dumps(terms, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        write(static / "terms" / f"{lang}.js", f"nbparcoursTerms({data});\n")
