"""The last touches on a printed page: digit groups and Arabic words set apart, French spacing, framed tables."""

import re

from nbparcours.course.bidi import isolate, runs
from nbparcours.course.text import Lang
from nbparcours.publish.site_tables import stack

_TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ARABIC = re.compile(r"[\u0600-\u06ff](?:[\u0600-\u06ff\s،؛]*[\u0600-\u06ff])?")
#: Text in these is data or code, is a title bar's, or is set apart already.
_QUIET = {"script", "style", "title", "bdi", "code", "kbd", "pre", "svg"}
#: French typography that nobody types: the apostrophe, and spaces at which no line may break.
_FRENCH = (
    (re.compile(r"(?<=[A-Za-zÀ-ÿœŒ])(?:'|&#39;|&#x27;)"), "’"),
    (re.compile(r"(?<=«) | (?=[:»])"), "\u00a0"),
    (re.compile(r" (?=[?!;])"), "\u202f"),
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|mois|jours?|heures?|minutes?|%)(?!\w))"), "\u00a0"),
)
#: 448-14 and 2019-2023, which a browser would break at their dash.
_JOINED = re.compile(r"(?<![\w&#])\d+(?:[-–]\d+)+(?!\w)")
#: Sphinx names the section; the search and a screen reader's jump want the heading named.
_SECTION = re.compile(r'<section id="([^"]+)">\s*((?:<span id="[^"]+"></span>\s*)*)<h(\d)>')
#: A term and its twin: a line each, where a notebook has a dot between them.
_TWIN = re.compile(r"(<h\d id=\"terme-[^>]*>[^<]*?) · (?=<bdi)")
_LANG = re.compile(r'\slang="(\w+)"')
_WORD = re.compile(r"\S+")
_LRI, _PDI = "\u2066", "\u2069"


def finish(page: str, lang: Lang, table: str) -> str:
    """Return the page as it is published; `table` names a table's frame to a screen reader."""
    frame = f'<div class="wide" role="group" tabindex="0" aria-label="{table}"><table'
    page = stack(page, _plain if lang == "ar" else _french)
    page = _SECTION.sub(r'<section>\2<h\3 id="\1">', page)
    page = _TWIN.sub(r"\1 ", page)
    page = page.replace("<table", frame).replace("</table>", "</table></div>")
    return "".join(_pieces(page, lang))


def _pieces(page: str, lang: Lang) -> list[str]:
    quiet: list[str] = []
    pieces: list[str] = []
    for at, piece in enumerate(_TAG.split(page)):
        if at % 2:
            _follow(piece, lang, quiet)
            pieces.append(piece)
        elif quiet == ["title"]:
            pieces.append(_plain(piece) if lang == "ar" else piece)
        elif quiet in (["script"], ["svg"]):
            # the words that the activity will show; those of a drawing, where no element may set them apart
            pieces.append(_french(piece) if lang == "fr" else piece)
        elif quiet == ["pre"]:
            pieces.append(_WORD.sub(r"<span>\g<0></span>", piece))  # a command breaks between its words
        else:
            pieces.append(piece if quiet or piece.isspace() else _set_apart(piece, lang))
    return pieces


def _follow(tag: str, lang: Lang, quiet: list[str]) -> None:
    """Keep the stack of open elements whose text is left alone, another language's among them."""
    found, said = _NAME.match(tag), _LANG.search(tag)
    if not found or tag.endswith("/>"):
        return
    closes, name = found[1] == "/", found[2]
    if quiet and name == quiet[-1]:
        quiet.pop() if closes else quiet.append(name)
    elif not quiet and not closes and (name in _QUIET or (said and said[1] != lang)):
        quiet.append(name)


def _set_apart(text: str, lang: Lang) -> str:
    if lang == "ar":
        return isolate(text)
    whole = _JOINED.sub(r'<span class="n">\g<0></span>', _french(text))
    return _ARABIC.sub(lambda found: f'<bdi lang="ar" dir="rtl">{found[0]}</bdi>', whole)


def _french(text: str) -> str:
    for pattern, sign in _FRENCH:
        text = pattern.sub(sign, text)
    return "".join(piece.replace(" ", "\u00a0") if group else piece for piece, group in runs(text))


def _plain(text: str) -> str:
    return "".join(f"{_LRI}{piece}{_PDI}" if alone else piece for piece, alone in runs(text))
