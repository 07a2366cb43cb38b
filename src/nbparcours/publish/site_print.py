"""Running jupyter-book: both languages at once, and a language only when something of it changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.publish.files import digest, write
from nbparcours.publish.site_source import SiteError

#: jupyter-book without a grammar that jsonschema compiles at import and nothing here asks for: a third of its time.
_JUPYTER_BOOK = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyter_book.cli.main import main; main()"


def print_books(book: Path, work: Path) -> None:
    """Print `work/<lang>` into `work/<lang>-out` with the extension and the templates of `book`."""
    frame = [*(book / "ext").rglob("*.py"), *(book / "theme").glob("*/*.*")]
    digests = {lang: digest([*frame, *(work / lang).iterdir()]) for lang in LANGUAGES}
    running = {lang: _start(work, lang) for lang in LANGUAGES if _printed(work, lang) != digests[lang]}
    ended = {lang: process.wait() for lang, process in running.items()}
    for lang, code in ended.items():
        if code:
            said = (work / f"{lang}.log").read_text("utf-8", "replace").strip().splitlines()
            raise SiteError(f"jupyter-book could not print the {lang} pages:\n" + "\n".join(said[-12:]))
        write(work / f"{lang}.printed", digests[lang])


def printed(work: Path, lang: Lang) -> dict[str, str]:
    """Return the pages of `lang` by name, as jupyter-book printed them."""
    sources = sorted(path for path in (work / lang).glob("*.*") if path.suffix in {".ipynb", ".md"})
    folder = work / f"{lang}-out" / "_build" / "html"
    return {source.stem: (folder / f"{source.stem}.html").read_text("utf-8") for source in sources}


def _start(work: Path, lang: Lang) -> subprocess.Popen[bytes]:
    output = work / f"{lang}-out"
    shutil.rmtree(output, ignore_errors=True)
    (work / f"{lang}.printed").unlink(missing_ok=True)
    command: list[str | Path] = [sys.executable, "-c", _JUPYTER_BOOK, "build", work / lang, "--path-output", output]
    options = ["--warningiserror", "--keep-going", "--quiet"]
    environment = os.environ | {"PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    with (work / f"{lang}.log").open("wb") as log:
        return subprocess.Popen([*command, *options], stdout=log, stderr=log, env=environment)


def _printed(work: Path, lang: Lang) -> str:
    stamp = work / f"{lang}.printed"
    return stamp.read_text("utf-8") if stamp.is_file() else ""
