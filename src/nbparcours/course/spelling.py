"""Words that Debian's hunspell dictionaries and the project's own list do not know.

The program and its dictionaries come from the system (`apt install hunspell hunspell-fr hunspell-ar`): they are
what other writers on the machine use, and they are never shipped with the kit.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from nbparcours.course.text import Lang

DICTIONARY: dict[Lang, str] = {"fr": "fr_FR", "ar": "ar"}
_WORD: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*"),
    "ar": re.compile(r"[\u0621-\u0652\u0670]+"),
}
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'", re.IGNORECASE)
_ARABIC_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670]")
_NO_PROSE = re.compile(r"\]\([^)]*\)|`[^`]*`|<[^>]*>|https?://\S+")


def words(said: str, lang: Lang) -> set[str]:
    """Return the words of a text: no link targets, no code, no elided article, no Arabic vowel signs."""
    found = _WORD[lang].findall(_NO_PROSE.sub("] ", said))
    if lang == "ar":
        return {_ARABIC_MARKS.sub("", word) for word in found} - {""}
    return {_ELISION.sub("", word.replace("’", "'")) for word in found}


def own_words(path: Path) -> set[str]:
    """Return the project's word list: one word a line, `#` begins a comment."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {word for line in lines if (word := line.partition("#")[0].strip())}


def can_spell() -> bool:
    """Tell whether hunspell and both dictionaries are on this machine."""
    program = shutil.which("hunspell")
    return bool(program) and all(_run(program or "", lang, ["a"]) is not None for lang in DICTIONARY)


def unknown(said: Iterable[str], lang: Lang) -> set[str]:
    """Return the words that the dictionary of `lang` does not know; all of them are asked in one run."""
    return _run("hunspell", lang, sorted(said)) or set()


def _run(program: str, lang: Lang, asked: list[str]) -> set[str] | None:
    command = [program, "-d", DICTIONARY[lang], "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, encoding="utf-8")
    return set(done.stdout.split()) if done.returncode == 0 else None
