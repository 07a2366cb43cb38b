"""A learner's result page: one file that needs nothing else, in the learner's language first, without a key."""

import base64
import html
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from nbparcours.course.bidi import isolate
from nbparcours.course.settings import PassRule
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.grading import case_report
from nbparcours.grading.case_report import number as _number
from nbparcours.grading.marks import Points, Result

_ID = "nbparcours-result"
#: Where the learner's server finds the PDF.
CERTIFICATE_ID = "nbparcours-certificate"
_EMBEDDED = re.compile(rf'<script type="application/json" id="{_ID}">(.*?)</script>', re.DOTALL)
#: Where French typography forbids a line to break.
_BEFORE_SIGN = re.compile(r" (?=[;:!?%»])|(?<=«) ")

_WORDS: dict[str, dict[Lang, str]] = {
    "heading": {"fr": "{title} : votre résultat", "ar": "{title}: نتيجتكم"},
    "passed": {"fr": "✓ Test réussi", "ar": "✓ اجتزتم الاختبار بنجاح"},
    "failed": {"fr": "Test pas encore réussi", "ar": "لم تجتازوا الاختبار بعد"},
    "score": {
        "fr": "Votre score : {points} sur {out_of}, soit {percent} %.",
        "ar": "مجموع نقطكم: {points} من {out_of}، أي {percent} %.",
    },
    "rule": {
        "fr": "Il faut au moins {percent} % des points pour réussir.",
        "ar": "يلزم الحصول على {percent} % من النقط على الأقل للنجاح.",
    },
    "least": {
        "fr": "Minimum demandé pour le module « {module} » : {points} sur {out_of}.",
        "ar": "والحد الأدنى المطلوب في وحدة «{module}» هو {points} من {out_of}.",
    },
    "handed_in": {"fr": "Test remis le {date}.", "ar": "سُلِّم الاختبار بتاريخ {date}."},
    "caption": {"fr": "Vos points par module", "ar": "نقطكم في كل وحدة"},
    "module": {"fr": "Module", "ar": "الوحدة"},
    "points": {"fr": "Points", "ar": "النقط"},
    "advice": {"fr": "Conseil", "ar": "نصيحة"},
    "revisit": {"fr": "à revoir", "ar": "تُستحسن مراجعتها"},
    "fine": {"fr": "acquis", "ar": "مكتسبة"},
    "again": {
        "fr": "Rien n'est perdu : votre progression dans les modules est conservée. Revoyez les modules signalés, "
        "puis repassez le test à une prochaine session ; la personne qui vous forme vous en donnera la date.",
        "ar": "لم يضع شيء: ما أنجزتموه في الوحدات محفوظ. راجعوا الوحدات المشار إليها ثم أعيدوا الاختبار في "
        "دورة مقبلة، وسيخبركم من يشرف على تكوينكم بموعدها.",
    },
    "from": {
        "fr": "Vous pourrez le repasser à partir du {date} à {time}.",
        "ar": "يمكنكم إعادته ابتداء من {date} على الساعة {time}.",
    },
    "next": {
        "fr": "Si vos activités requises sont terminées, vous pouvez recevoir l'attestation du cours.",
        "ar": "إذا أنجزتم الأنشطة المطلوبة، أمكنكم الحصول على شهادة الدورة.",
    },
    "attached": {
        "fr": "Votre attestation est jointe : enregistrez-la depuis votre page d'accueil ou au bas de cette page.",
        "ar": "شهادتكم مرفقة: احفظوها من صفحتكم الرئيسية أو من أسفل هذه الصفحة.",
    },
    "save": {"fr": "Enregistrer l'attestation (PDF)", "ar": "حفظ الشهادة (PDF)"},
    "no_key": {
        "fr": "Les bonnes réponses ne sont pas affichées, pour que le test garde sa valeur. "
        "Les activités des modules, elles, expliquent chaque réponse.",
        "ar": "لا تُعرض الأجوبة الصحيحة حفاظا على قيمة الاختبار، أما أنشطة الوحدات فتشرح كل جواب.",
    },
}


def page(result: Result, test: Mapping[str, Any], certificate: Path | None = None) -> str:
    """Return the page; `test` is what the released notebook says of the test, `certificate` the PDF to hand over.

    nbgrader's feedback carries one HTML file for each notebook and nothing else: the PDF travels inside it.
    """
    first = result.language
    order = (first, *(lang for lang in LANGUAGES if lang != first))
    has = certificate is not None
    sections = "\n".join(_section(result, test, lang, f"h{min(n, 2)}", has) for n, lang in enumerate(order, start=1))
    sections += _attached(certificate, order) if certificate else ""
    title = _say("heading", first, title=test["title"][first])
    style = Path(__file__).with_name("feedback.css").read_text("utf-8")
    return f"""<!DOCTYPE html>
<html lang="{first}" dir="{DIRECTION[first]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
{sections}
</main>
<script type="application/json" id="{_ID}">{_script(result.as_json())}</script>
</body>
</html>
"""


def embedded(path: Path) -> dict[str, Any] | None:
    """Return the result that the page at `path` carries, or None when there is no whole page."""
    try:
        found = _EMBEDDED.search(path.read_text("utf-8"))
        return dict(json.loads(found[1])) if found else None
    except (OSError, ValueError):
        return None


def _attached(certificate: Path, order: tuple[Lang, ...]) -> str:
    """Return the link that saves the certificate, whole in itself."""
    words = " · ".join(f'<span lang="{lang}" dir="{DIRECTION[lang]}">{_say("save", lang)}</span>' for lang in order)
    data = base64.b64encode(certificate.read_bytes()).decode()
    href = f"data:application/pdf;base64,{data}"
    return f'\n<p><a id="{CERTIFICATE_ID}" download="attestation-{certificate.name}" href="{href}">{words}</a></p>'


def _section(result: Result, test: Mapping[str, Any], lang: Lang, level: str, has: bool) -> str:
    heading = _say("heading", lang, title=test["title"][lang])
    if test.get("task") == "case-study":
        return case_report.section(result, test, lang, f"<{level}>{_html(heading)}</{level}>")
    outcome = "passed" if result.passed else "failed"
    rule = PassRule.model_validate(test["pass_rule"])
    parts = [
        f"<{level}>{_html(heading)}</{level}>",
        f'<div class="outcome {outcome}"><strong>{_html(_say(outcome, lang))}</strong>',
        f"{_html(_score(result.total, lang))}</div>",
        f"<p>{_html(' '.join(_rules(rule, test, lang)))}</p>",
        _table(result, test, rule, lang),
        f"<p>{_html(_say(_next(result, has), lang))}</p>",
        *([f"<p>{_html(_again(result.again, lang))}</p>"] if result.again else []),
        f"<p>{_html(_say('no_key', lang))}</p>",
        f"<p>{_html(_say('handed_in', lang, date='/'.join(reversed(result.date.split('-')))))}</p>",
    ]
    return f'<section lang="{lang}" dir="{DIRECTION[lang]}">\n' + "\n".join(parts) + "\n</section>"


def _next(result: Result, has: bool) -> str:
    return ("attached" if has else "next") if result.passed else "again"


def _rules(rule: PassRule, test: Mapping[str, Any], lang: Lang) -> list[str]:
    said = [_say("rule", lang, percent=_number(rule.share * 100))]
    for module, least in rule.at_least.items():
        if about := test["modules"].get(module):
            out_of = str(len(about["slots"]))
            said.append(_say("least", lang, points=str(least), out_of=out_of, module=about["title"][lang]))
    return said


def _table(result: Result, test: Mapping[str, Any], rule: PassRule, lang: Lang) -> str:
    head = "".join(f'<th scope="col">{_html(_say(name, lang))}</th>' for name in ("module", "points", "advice"))
    rows = (_row(test["modules"][name]["title"][lang], points, rule, lang) for name, points in result.modules.items())
    caption = _html(_say("caption", lang))
    body = "\n".join(rows)
    return f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(title: str, points: Points, rule: PassRule, lang: Lang) -> str:
    advice = _say("fine" if points.reach(rule.share) else "revisit", lang)
    gained = f'<bdi dir="ltr">{_number(points.points)} / {_number(points.out_of)}</bdi>'
    return f'<tr><th scope="row">{_html(title)}</th><td>{gained}</td><td>{_html(advice)}</td></tr>'


def _score(total: Points, lang: Lang) -> str:
    percent = str(total.percent)
    return _say("score", lang, points=_number(total.points), out_of=_number(total.out_of), percent=percent)


def _again(when: str, lang: Lang) -> str:
    """Say from when on, by the clock of the place where the results are written."""
    local = datetime.fromisoformat(when).astimezone()
    return _say("from", lang, date=f"{local:%d/%m/%Y}", time=f"{local:%H:%M}")


def _say(name: str, lang: Lang, **values: str) -> str:
    said = _WORDS[name][lang].format(**values)
    return _BEFORE_SIGN.sub("\u00a0", said) if lang == "fr" else said


def _html(text: str) -> str:
    return isolate(html.escape(text))


def _script(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
