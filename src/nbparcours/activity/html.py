"""An activity as HTML: the element that the site's script brings to life, and what stands there without it.

The readable form is also what prints: the question, the options, and the answer with its reasons under
`<details>`. Every text is escaped and its digit groups are isolated.
"""

import json
from html import escape
from typing import Any

from nbparcours.activity import paper
from nbparcours.activity.markup import block, line, tag
from nbparcours.activity.spec import TEXTS_PAGE
from nbparcours.activity.strings import message
from nbparcours.course.kinds.sheet import Sheet

SITE_TEXTS_PAGE = "textes.html"


def page(spec: dict[str, Any], sheet: Sheet | None = None) -> str:
    """Return the HTML of an activity, whose paper form is `sheet`, or of a screen; links go to the site's pages."""
    spec = _for_site(spec)
    form = _form(spec, sheet) if sheet else _screen(spec)
    language = f'lang="{escape(spec["lang"])}" dir="{escape(spec["dir"])}"'
    data = f'<script type="application/json">{script_safe(spec)}</script>'
    opening = f'<nbp-activity data-id="{escape(spec["id"])}" {language}>'
    return f'{opening}{data}\n<div class="nbp nbp-plainform" {language}>{form}</div>\n</nbp-activity>'


def script_safe(data: Any) -> str:
    """Return JSON that cannot end the `<script>` element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _for_site(spec: dict[str, Any]) -> dict[str, Any]:
    if "cites" not in spec:
        return spec
    return {**spec, "cites": [{**cite, "href": _site_href(cite["href"])} for cite in spec["cites"]]}


def _site_href(href: str) -> str:
    return SITE_TEXTS_PAGE + href.removeprefix(TEXTS_PAGE) if href.startswith(TEXTS_PAGE) else href


def _form(spec: dict[str, Any], sheet: Sheet) -> str:
    lang = spec["lang"]
    parts = [tag("p", tag("strong", line(spec["title"]))) if spec["title"] else ""]
    parts += [tag("p", line(spec["intro"])) if spec["intro"] else "", tag("p", line(spec["prompt"]))]
    parts.append(paper.write(sheet.task, spec))
    if spec["hint"]:
        parts.append(_fold(message(lang, "activity.hint"), tag("p", line(spec["hint"]))))
    solution = paper.write(sheet.solution, spec) + _see(spec)
    parts.append(_fold(message(lang, "activity.solution"), solution) if sheet.solution else _see(spec))
    return block(parts)


def _fold(summary: str, content: str) -> str:
    return tag("details", tag("summary", line(summary)) + content)


def _see(spec: dict[str, Any]) -> str:
    links = [paper.link(cite) for cite in spec["cites"] if cite.get("own", True)]
    return tag("p", line(message(spec["lang"], "activity.see")) + " " + " · ".join(links)) if links else ""


def _screen(spec: dict[str, Any]) -> str:
    """A screen needs the learner's server; a page without it says where to go."""
    title = spec["title"] if isinstance(spec["title"], str) else spec["title"][spec["lang"]]
    return block([tag("p", tag("strong", line(title))), tag("p", line(message(spec["lang"], "activity.screen")))])
