"""The sentences that a verdict is said in, and dates as Morocco writes them.

They stand in `strings/`, from where the page that verifies in a browser takes the same ones.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

from nbparcours.certificate.keys import PublicKey
from nbparcours.certificate.verify import Verdict
from nbparcours.course.text import Lang


@cache
def _catalogue(lang: Lang) -> dict[str, str]:
    words = json.loads((Path(__file__).parent / "strings" / f"{lang}.json").read_text("utf-8"))
    return {key: str(text) for key, text in words.items()}


def day(on: date, lang: Lang) -> str:
    """Write a date in words, with Morocco's names of the months."""
    number = "1er" if lang == "fr" and on.day == 1 else str(on.day)
    return f"{number} {_catalogue(lang)['months'].split()[on.month - 1]} {on.year}"


def sentence(verdict: Verdict, lang: Lang) -> str:
    """Say a verdict in plain words."""
    words = _catalogue(lang)
    if verdict.claim is None or verdict.issuer is None:
        return words[f"say.{verdict.status}"]
    said = [words["say.specimen"]] if verdict.demo else []
    facts = _facts(verdict, verdict.issuer, lang)
    said.append(words[f"say.{verdict.status}"].format(**facts, why=words[_why(verdict)].format(**facts)))
    said += [words["say.erased"]] if verdict.erased and verdict.status != "revoked" else []
    said += [words["say.listed"].format(**facts)] if verdict.status == "valid" else []
    return " ".join(said)


def _why(verdict: Verdict) -> str:
    return "say.old list" if verdict.listed else "say.no list"


def _facts(verdict: Verdict, issuer: PublicKey, lang: Lang) -> dict[str, str]:
    claim, listed = verdict.claim, verdict.listed
    assert claim is not None
    days = {"listed": day(listed.issued, lang), "until": day(listed.until, lang)} if listed else {}
    return {
        "name": _apart(claim.name),
        "number": _apart(claim.serial),
        "course": _apart(claim.course),
        "version": _apart(claim.version),
        "hours": str(claim.hours),
        "on": day(claim.on, lang),
        "by": _apart(issuer.issuer.get(lang)),
        **days,
    }


def _apart(text: str) -> str:
    """Isolate a text whose direction may differ from the sentence's (Unicode's FSI and PDI)."""
    return f"\u2068{text}\u2069"
