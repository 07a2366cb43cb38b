"""Words that Debian's hunspell dictionaries and the project's own list do not know.

The program and its dictionaries come from the system (`apt install hunspell hunspell-fr hunspell-ar`): they are
what other writers on the machine use, and they are never shipped with the kit.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
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


#: What each program turned out to be able to do, so that a rule need not read the dictionaries to know it.
_ABLE: dict[str | None, bool] = {}


def can_spell() -> bool:
    """Tell whether hunspell and both dictionaries are on this machine."""
    program = shutil.which("hunspell")
    if program not in _ABLE:
        unknown({lang: {"a"} for lang in DICTIONARY})
    return _ABLE.get(program, False)


def unknown(asked: Mapping[Lang, Iterable[str]]) -> dict[Lang, set[str]]:
    """Return the words that the dictionaries do not know, or nothing when the machine has not got them all.

    Both languages are asked at the same time, each in one run: hunspell takes longest to read its dictionary.
    """
    program = shutil.which("hunspell")
    if program is None:
        return {}
    with ThreadPoolExecutor() as pool:
        answers = dict(zip(asked, pool.map(lambda lang: _run(program, lang, sorted(asked[lang])), asked), strict=True))
    known = {lang: words for lang, words in answers.items() if words is not None}
    _ABLE[program] = len(known) == len(answers)
    return known if _ABLE[program] else {}


def _run(program: str, lang: Lang, asked: list[str]) -> set[str] | None:
    command = [program, "-d", DICTIONARY[lang], "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, encoding="utf-8")
    return set(done.stdout.split()) if done.returncode == 0 else None
