"""Hand-outs: a module on paper, one PDF a language, tagged and in its own direction, with the answers at the end.

They are composed from the site's pages and printed by the system's Chromium. Printing is a command of its own; a
site that is gathered later takes along the hand-outs that were printed from the words it holds, and no others.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from nbparcours.course.places import Places
from nbparcours.course.text import Lang
from nbparcours.publish.files import write
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_source import SiteError, render
from nbparcours.publish.slim import slim

OnStep = Callable[[str], None]
_MARK = re.compile(r"<!--/?body-->\n?")
_BODY = re.compile(r"<!--body-->(.*?)<!--/body-->", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_ACTIVITY = re.compile(r"<nbp-activity[^>]*>.*?</script>\n?(.*?)</nbp-activity>", re.DOTALL)
_FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?href="(?!tel:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_WAIT_SECONDS = 120
SHEET = "handout.css"


def unmarked(page: str) -> str:
    """Return a printed page without the marks of where its words begin and end."""
    return _MARK.sub("", page)


def compose(theme: Path, lang: Lang, frame: dict[str, Any], pages: dict[str, str], file: str) -> str:
    """Return the module `file` as one page to print; links become plain words, except a telephone's."""
    module = next(module for module in frame["modules"] if module.get("file") == file)
    answers: list[str] = []
    bodies = [_body(pages[name], at, answers, frame["words"]) for at, name in enumerate(module["names"])]
    data = {"parcours": frame, "words": frame["words"], "module": module, "bodies": bodies, "answers": answers}
    data["look"] = _digest(
        "".join(sheet.read_text("utf-8") for sheet in (*sorted(theme.glob("css/*.css")), theme / SHEET))
    )
    return finish(render(theme, "handout.html", **data), lang, frame["words"]["table"])


def current(places: Places, lang: Lang, file: str, html: Callable[[], str]) -> Path | None:
    """Return the PDF that was printed from what `html` returns, if there is one."""
    pdf = _folder(places, lang) / f"{file}.pdf"
    stamp = pdf.with_suffix(".digest")
    printed = pdf.is_file() and stamp.is_file()
    return pdf if printed and stamp.read_text("utf-8") == _digest(html()) else None


def print_all(
    places: Places,
    site: Path,
    theme: Path,
    lang: Lang,
    frame: dict[str, Any],
    pages: dict[str, str],
    on_step: OnStep,
) -> Iterator[Path]:
    """Print the hand-outs of `lang` whose words have changed; yield all of them."""
    for module in frame["modules"]:
        if not module["href"]:
            continue
        file = module["file"]
        on_step(f"{lang}/{file}.pdf")
        html = compose(theme, lang, frame, pages, file)
        pdf = _folder(places, lang) / f"{file}.pdf"
        if not current(places, lang, file, partial(str, html)):
            _print(html, site, theme, pdf)
            write(pdf.with_suffix(".digest"), _digest(html))
        yield pdf


def _body(page: str, at: int, answers: list[str], words: dict[str, str]) -> str:
    """Return a page's words: below the module's title, its answers put aside, its links plain."""
    found = _BODY.search(page)
    body = found[1] if found else ""
    body = _ACTIVITY.sub(lambda activity: _on_paper(activity[1], answers, words), body)
    if at:
        body = _HEADING.sub(lambda heading: f"<{heading[1]}h{int(heading[2]) + 1}", body)
    return _LINK.sub(r"\1", body)


def _on_paper(form: str, answers: list[str], words: dict[str, str]) -> str:
    """Number the activity; its last fold is its answer, any other a hint that stays."""
    number = len(answers) + 1
    folds = _FOLD.findall(form)
    answer = folds[-1][1] if folds else ""
    answers.append(_LINK.sub(r"\1", answer))
    kept = "".join(f"<p><strong>{summary}</strong></p>{said}" for summary, said in folds[:-1])
    return f'<p class="number">{words["activity"].format(number)}</p>{_FOLD.sub("", form)}{kept}'


def _print(html: str, site: Path, theme: Path, pdf: Path) -> None:
    pdf.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nbparcours-handout-") as scratch:
        page, draft = Path(scratch) / "page.html", Path(scratch) / "page.pdf"
        base = {"site": (site / "static").resolve().as_uri(), "handout": (theme / SHEET).resolve().as_uri()}
        page.write_text(html.replace("{site}", base["site"]).replace("{handout}", base["handout"]), "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        options += [f"--user-data-dir={scratch}/profile", "--no-pdf-header-footer", "--generate-pdf-document-outline"]
        command = [chromium(), *options, f"--print-to-pdf={draft}", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_WAIT_SECONDS)
        if not draft.is_file():
            raise SiteError(f"Chromium printed no {pdf.name}: {done.stderr.strip()[-300:]}")
        slim(draft)
        shutil.move(draft, pdf)


def chromium() -> str:
    """Return Chromium's program: the one that `CHROMIUM` names, or the system's."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SiteError("no Chromium to open pages with; install it (Debian: apt-get install chromium) and try again")
    return found


def _folder(places: Places, lang: Lang) -> Path:
    return places.build / "handouts" / lang


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
