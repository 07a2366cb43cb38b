"""A learner's page for the case study: points for each question and the trainer's words, in their language first."""

import html
from collections.abc import Mapping
from typing import Any

from nbparcours.course.bidi import isolate
from nbparcours.course.text import DIRECTION, Lang
from nbparcours.grading.marks import Points, Result

_WORDS: dict[str, dict[Lang, str]] = {
    "score": {"fr": "Vos points : {points} sur {out_of}.", "ar": "نقطكم: {points} من {out_of}."},
    "caption": {"fr": "Vos points par question", "ar": "نقطكم في كل سؤال"},
    "question": {"fr": "Question", "ar": "السؤال"},
    "points": {"fr": "Points", "ar": "النقط"},
    "said": {"fr": "Ce que dit la personne qui a lu", "ar": "ما يقوله من قرأ جوابكم"},
    "none": {"fr": "(pas de commentaire)", "ar": "(لا تعليق)"},
    "apart": {
        "fr": "Cet exercice est facultatif : il ne change ni le résultat du test, ni l'attestation.",
        "ar": "هذا التمرين اختياري: لا يغير نتيجة الاختبار ولا الشهادة.",
    },
}


def section(result: Result, test: Mapping[str, Any], lang: Lang, heading: str) -> str:
    """Return the part of the page that is in `lang`; `heading` is HTML."""
    score = _say("score", lang, points=number(result.points), out_of=number(result.out_of))
    head = "".join(f'<th scope="col">{_say(name, lang)}</th>' for name in ("question", "points", "said"))
    rows = "\n".join(_row(test, name, points, result, lang) for name, points in result.modules.items())
    table = (
        f"<table>\n<caption>{_say('caption', lang)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )
    body = f'{heading}\n<div class="outcome"><strong>{score}</strong></div>\n{table}\n<p>{_say("apart", lang)}</p>'
    return f'<section lang="{lang}" dir="{DIRECTION[lang]}">\n{body}\n</section>'


def _row(test: Mapping[str, Any], name: str, points: Points, result: Result, lang: Lang) -> str:
    title = isolate(html.escape(test["modules"][name]["title"][lang]))
    gained = f'<bdi dir="ltr">{number(points.points)} / {number(points.out_of)}</bdi>'
    lines = result.comments.get(name, "").splitlines()
    said = "<br>".join(isolate(html.escape(line)) for line in lines) or _say("none", lang)
    return f'<tr><th scope="row">{title}</th><td>{gained}</td><td dir="auto">{said}</td></tr>'


def _say(name: str, lang: Lang, **values: str) -> str:
    said = isolate(html.escape(_WORDS[name][lang].format(**values), quote=False))
    return said.replace(" :", "\u00a0:") if lang == "fr" else said


def number(value: float) -> str:
    """Write a number as French and Moroccan Arabic do: a comma, and no zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
