"""Who was given more time in a session: a list that stays with the trainer; the learner gets a code."""

import json
from pathlib import Path

from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.files import write
from nbparcours.learner.session import extra_code


def extra_time(trainer: Path, session: str) -> dict[str, int]:
    """Return learner -> minutes more."""
    try:
        said = json.loads(_path(trainer, session).read_text("utf-8"))["extra"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError):
        raise RefusalError(f"{_path(trainer, session)} cannot be read; mend or remove it") from None
    return {str(learner): int(minutes) for learner, minutes in said.items()}


def give(trainer: Path, session: str, learner: str, minutes: int) -> str:
    """Note that `learner` has `minutes` more, and return the code to give to them; 0 takes it back."""
    if not 0 <= minutes <= 600:
        raise RefusalError("say how many minutes more, from 1 to 600, or 0 to take them back")
    others = {name: more for name, more in extra_time(trainer, session).items() if name != learner}
    given = {**others, **({learner: minutes} if minutes else {})}
    write(_path(trainer, session), json.dumps({"schema": 1, "extra": given}, ensure_ascii=False, indent=1) + "\n")
    return extra_code(session, learner, minutes) if minutes else ""


def _path(trainer: Path, session: str) -> Path:
    return trainer / "sessions" / f"{session}.json"
