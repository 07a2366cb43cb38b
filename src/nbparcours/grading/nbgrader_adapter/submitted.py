"""Where a hand-in goes: the learner's folder among the submitted ones, or quarantine."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from nbparcours.grading.files import write
from nbparcours.grading.handin import ANSWERS, REASONS, is_untouched, printable
from nbparcours.grading.inbound import Entry
from nbparcours.grading.nbgrader_adapter.taken import Taken, order
from nbparcours.grading.notebook import NAME
from nbparcours.grading.slot import SUBMISSION
from nbparcours.grading.summary import Rejected
from nbparcours.grading.written import fill, is_written


@dataclass(frozen=True)
class Submitted:
    """The submitted folders of an assignment of `session`, filled from our own copy in `released`."""

    coursedir: CourseDirectory
    released: Path
    session: str
    assignment: str

    def keep(self, taken: Taken) -> bool:
        """Write the learner's folder, complete before it gets its name; leave one that is as new alone and say so."""
        final = Path(
            self.coursedir.format_path(self.coursedir.submitted_directory, taken.entry.learner, self.assignment)
        )
        known = self.coursedir.get_existing_timestamp(str(final))
        if known and order(known) >= order(taken.when):
            return False
        draft = final.with_name(f".{final.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        who = {"learner": taken.entry.learner, "session": self.session, "assignment": self.assignment}
        seen = {"untouched": is_untouched(taken.raw), **self._attempt(taken)}
        write(draft / ANSWERS, json.dumps(taken.answers, sort_keys=True))
        write(draft / SUBMISSION, json.dumps(who | seen, sort_keys=True))
        write(draft / "submission_secret.txt", taken.secret)
        write(draft / "timestamp.txt", f"{taken.when.isoformat(' ', 'microseconds')} UTC")
        write(draft / f"{NAME}.ipynb", self._notebook(taken.answers["answers"]))
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
        return True

    def _attempt(self, taken: Taken) -> dict[str, Any]:
        """Return which session this is for its learner, and when they handed in the one before."""
        mine = Path(self.coursedir.format_path(self.coursedir.submitted_directory, taken.entry.learner, "x")).parent
        kind = self.assignment.removesuffix(self.session)
        others = (folder for folder in mine.glob(f"{kind}*") if folder.name != self.assignment)
        times = (self.coursedir.get_existing_timestamp(str(folder)) for folder in others)
        before = sorted(when for when in times if when and when < taken.when)
        previous = {"previous": f"{before[-1].isoformat(timespec='seconds')}+00:00"} if before else {}
        return {"attempt": len(before) + 1, **previous}

    def _notebook(self, answers: dict[str, Any]) -> str:
        """Return our own copy of the released notebook, with the learner's open answers where a trainer marks them."""
        text = (self.released / f"{NAME}.ipynb").read_text("utf-8")
        made = json.loads(text)
        if not any(map(is_written, made["cells"])):
            return text
        fill(made["cells"], answers)
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Quarantine:
    """The folder of what could not be used, with the reason beside it."""

    folder: Path

    def keep(self, entry: Entry, code: str, raw: bytes = b"", graded_as_empty: bool = False) -> Rejected:
        """Keep what was wrong where a trainer can look at it, and never more than a hand-in's size of it."""
        name = hashlib.sha256(entry.path.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        cell = self.folder / name
        about = {"learner": entry.learner, "folder": entry.path.name, "code": code, "reason": REASONS[code]}
        write(cell / "reason.json", json.dumps(about, indent=2))
        if raw:
            (cell / "answers.received").write_bytes(raw)
        return Rejected(printable(entry.learner), code, str(cell), graded_as_empty)
