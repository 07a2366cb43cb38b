"""Whether a learner may begin, go on or hand in now, and what they are told when they may not.

The page asks before it shows a button; the server asks again before it writes; grading asks once more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from nbparcours.learner.refusal import Refusal, Said
from nbparcours.learner.session import Session

_WHY: dict[str, Said] = {
    "early": {
        "fr": "Cette session n'est pas encore ouverte. Elle ouvre le {when}.",
        "ar": "لم تُفتح دورة الامتحان هذه بعد. تُفتح يوم {when}.",
    },
    "late": {
        "fr": "Cette session est close depuis le {when}. Ce qui était remis avant compte ; rien d'autre n'est envoyé.",
        "ar": "أُغلقت دورة الامتحان هذه يوم {when}. ما سُلّم قبل ذلك يُحتسب، ولا يُرسل أي شيء آخر.",
    },
    "wait": {
        "fr": "Prenez le temps de revoir les modules : vous pourrez repasser le test à partir du {when}.",
        "ar": "خذوا وقتكم لمراجعة الوحدات: يمكنكم إعادة الاختبار ابتداء من {when}.",
    },
    "attempts": {
        "fr": "Vous avez déjà utilisé toutes les tentatives que cette session admet. Parlez-en à l'équipe du cours.",
        "ar": "استعملتم كل المحاولات التي تسمح بها دورة الامتحان هذه. تحدثوا إلى فريق الدورة.",
    },
    "progress": {
        "fr": "Le test s'ouvre quand toutes les activités requises des modules sont faites. Il en reste : {left}.",
        "ar": "يُفتح الاختبار بعد إنجاز كل الأنشطة المطلوبة في الوحدات. عدد ما بقي منها: {left}.",
    },
    "time": {
        "fr": "Le temps prévu est écoulé. Les réponses enregistrées le restent : il vous reste à remettre le test.",
        "ar": "انتهى الوقت المخصص. الأجوبة المحفوظة باقية، ولم يبق إلا أن تسلّموا الاختبار.",
    },
}


@dataclass(frozen=True)
class Closed:
    """Why not: a name of `_WHY`, and until or since when, or how much is left to do."""

    why: str
    when: datetime | None = None
    left: int = 0

    @property
    def message(self) -> Said:
        """Return the sentence, with times as the server's clock shows them."""
        when = self.when.astimezone().strftime("%d/%m/%Y %H:%M") if self.when else ""
        words = _WHY[self.why]
        return {
            "fr": words["fr"].format(when=when, left=self.left),
            "ar": words["ar"].format(when=when, left=self.left),
        }

    def refusal(self) -> Refusal:
        """Return it as an answer to a request."""
        said = self.message
        return Refusal(409, said["fr"], said["ar"])

    def as_json(self) -> dict[str, Any]:
        """Return what the page needs."""
        when = self.when.isoformat(timespec="seconds") if self.when else None
        return {"why": self.why, "when": when, "left": self.left, "message": self.message}


def retry_at(failed: Iterable[datetime], waits: Sequence[int]) -> datetime | None:
    """Return when a learner may try again, given when they handed in what was not passed; the waits begin anew after
    the last one."""
    when = sorted(failed)
    return when[-1] + timedelta(hours=waits[(len(when) - 1) % len(waits)]) if when and waits else None


def begin(session: Session, left: int, before: Sequence[Mapping[str, Any]], waits: Sequence[int]) -> Closed | None:
    """Say why this learner may not begin now; `before` are the results of their other sessions."""
    now = datetime.now(UTC)
    if session.early(now):
        return Closed("early", session.opens)
    if session.late(now):
        return Closed("late", session.closes)
    if left:
        return Closed("progress", left=left)
    if session.attempts and len(before) >= session.attempts:
        return Closed("attempts")
    again = retry_at((handed_in(result) for result in before if not result.get("passed")), waits)
    return Closed("wait", again) if again and again > now else None


def go_on(session: Session, begun: datetime, extra: int) -> Closed | None:
    """Say why answers are no longer taken from a learner who began at `begun`."""
    now = datetime.now(UTC)
    if session.late(now):
        return Closed("late", session.closes)
    left = seconds_left(session, begun, extra, now)
    return Closed("time") if left is not None and left <= 0 else None


def seconds_left(session: Session, begun: datetime | None, extra: int, now: datetime | None = None) -> int | None:
    """Return the time that is left: of the minutes allowed once begun, and never beyond the closing time."""
    now = now or datetime.now(UTC)
    ends = [session.closes] if session.closes else []
    if session.minutes and begun:
        ends.append(begun + timedelta(minutes=session.minutes + extra))
    return max(0, int((min(ends) - now).total_seconds())) if ends else None


def handed_in(result: Mapping[str, Any]) -> datetime:
    """Return when the hand-in of a result was made; at the latest on its date."""
    try:
        return datetime.fromisoformat(str(result.get("handed_in") or result["date"])).replace(tzinfo=UTC)
    except (ValueError, KeyError):
        return datetime(2000, 1, 1, tzinfo=UTC)
