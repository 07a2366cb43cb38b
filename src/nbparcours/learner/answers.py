"""A learner's answers to a final test: one small file beside the fetched notebook, and nothing else.

It is the only file of a learner that grading ever reads, so its form is strict. `answers.schema.json`
says the same to people who do not read Python; a test holds the two together.
"""

import hashlib
import json
import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from nbparcours.course.text import Id, Lang, Strict
from nbparcours.learner import refusal

NAME = "answers.json"
MAX_BYTES = 64 * 1024
WRITTEN_LENGTH = 6000
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

AssignmentName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
Options = Annotated[list[Id], Field(max_length=40)]
Pairs = Annotated[dict[Id, Id], Field(max_length=40)]
#: An open answer of a case study; two of them in Arabic still fit into the file.
Written = Annotated[str, StringConstraints(max_length=WRITTEN_LENGTH)]
Moment = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00)?$")]
Code = Annotated[str, StringConstraints(pattern=r"^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})?$")]


class Done(Strict):
    """How much of the course the learner had done at hand-in; part of the completion rule."""

    done: list[Id] = Field(default=[], max_length=400)
    required: int = Field(default=0, ge=0, le=400)


class Answers(Strict):
    """The whole of `answers.json`."""

    model_config = ConfigDict(title="answers.json", extra="forbid", frozen=True)

    # `schema` is the name in the file; pydantic keeps that word for itself
    version: Literal[1] = Field(default=1, alias="schema")
    assignment: AssignmentName
    language: Lang = "fr"
    answers: dict[Id, Options | Pairs | Written] = Field(default={}, max_length=400)
    name: str = Field(default="", max_length=80)
    progress: Done = Done()
    # by the clock of the learner's own server: the first look at the questions, and the last answer
    begun: Moment = ""
    changed: Moment = ""
    # minutes more, of the code that the learner was given; grading asks the trainer's list
    extra: int = Field(default=0, ge=0, le=600)
    marked: list[Id] = Field(default=[], max_length=60)
    receipt: Code = ""

    def document(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return self.model_dump(by_alias=True)


def now() -> str:
    """Return this moment as the file writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def receipt(answers: Answers) -> str:
    """Return the short code that a learner keeps and a trainer can compute again from the file.

    Marks are not in it: a learner may put a mark after handing in, and the hand-in is still the same.
    """
    parts = {name: value for name, value in answers.document().items() if name not in ("receipt", "marked")}
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:5], "big")
    code = "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{code[:4]}-{code[4:]}"


def read(folder: Path, assignment: str) -> Answers:
    """Return the answers in `folder`, empty ones when there are none.

    Raises `ValueError` for anything that is not a small regular file of the right form.
    """
    try:
        data = _bytes(folder / NAME)
    except FileNotFoundError:
        return Answers(assignment=assignment)
    found = Answers.model_validate_json(data)
    if found.assignment != assignment:
        raise ValueError(f"these are answers to {found.assignment}")
    return found


def _bytes(path: Path) -> bytes:
    try:
        # NONBLOCK, because opening a pipe that nobody writes to would wait for ever
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            raise ValueError(f"{path.name} is not a regular file of {MAX_BYTES} bytes at most")
        return file.read(MAX_BYTES)


def write(folder: Path, answers: Answers) -> None:
    """Replace the file in one step; a crash leaves the old one or the new one, never half of one."""
    data = json.dumps(answers.document(), ensure_ascii=False, indent=1).encode()
    if len(data) > MAX_BYTES:
        raise refusal.too_large()
    draft = folder / f".{NAME}.{os.getpid()}"
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / NAME)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise refusal.disk_full() from error


def set_aside(folder: Path) -> str:
    """Move an unreadable file out of the way without deleting it, and return its new name."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    aside = folder / f"answers-{stamp}.json.broken"
    (folder / NAME).rename(aside)
    return aside.name


def changed(found: Answers, /, **parts: Any) -> Answers:
    """Return a checked copy with other parts; its receipt goes, because it names what was handed in.

    Refuses parts that do not fit the form, and characters that would upset a certificate's line.
    """
    name = parts.get("name")
    if name is not None and (not isinstance(name, str) or _UNPRINTABLE.search(name)):
        raise refusal.malformed()
    try:
        return Answers.model_validate({**found.document(), "receipt": "", **parts})
    except ValidationError as error:
        raise refusal.malformed() from error


if __name__ == "__main__":  # write the schema again after a change of the form
    schema = json.dumps(Answers.model_json_schema(by_alias=True), ensure_ascii=False, indent=2)
    Path(__file__).with_name("answers.schema.json").write_text(schema + "\n", "utf-8")
