"""The register: which numbers were issued, to whom only as a salted hash, and what became of them.

Its write lock is also what keeps two processes from writing the same page at once. SQLite by default;
`NBPARCOURS_REGISTER` names another database, for example `postgresql+psycopg://user@host/register`.
"""

import getpass
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Row, insert, select, update

from nbparcours.certificate import keyfile
from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.tables import AUDIT, CERTIFICATE, Door
from nbparcours.course.places import Places

_T = CERTIFICATE.c


@dataclass(frozen=True)
class Entry:
    """One line of the register. It is pending until the page is on disk."""

    serial: str
    session: str
    name: str
    key: str
    on: date
    status: str

    @property
    def issued(self) -> bool:
        """Say whether the page was put in place and stands."""
        return self.status == "issued"


class Register:
    """The register of one installation."""

    def __init__(self, places: Places) -> None:
        places.certificates.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside the keys, so that a copy of the register alone tells nothing.
        salt = keyfile.once(places.certificates / "keys" / "register.salt", lambda: secrets.token_bytes(32))
        self._salt = salt.read_bytes()
        path = places.certificates / "register.sqlite"
        self._door = Door(path)
        if path.is_file():
            path.chmod(0o600)

    def hash(self, *words: str) -> str:
        """Return a salted hash that only this installation can make again."""
        return hashlib.blake2b("\0".join(words).encode(), key=self._salt, digest_size=32).hexdigest()

    def reserve(self, serial: str, session: str, learner: str, name: str, on: date, key: str) -> Entry:
        """Return this learner's line of this session, writing it with `serial` when there is none."""
        who = self.hash("learner", session, learner)
        mine = select(CERTIFICATE).where(_T.session == session, _T.learner == who, _T.status != "replaced")
        with self._door.writing() as base:
            found = base.execute(mine).one_or_none()
            if found is None:
                line = (serial, session, who, self.hash("name", name), key, on.isoformat(), "pending", _now())
                base.execute(insert(CERTIFICATE).values(line))
                found = base.execute(mine).one()
        return _entry(found)

    def settle(self, serial: str, name: str, put: Callable[[], bool]) -> bool:
        """Let `put` place the page while the lock is held, then mark the line as issued.

        Return what `put` returned: whether the page, and so the name on it, is the one just set.
        """
        with self._door.writing() as base:
            line = _line(base, serial)
            if line.status not in ("pending", "issued"):
                raise CertificateFault(f"certificate {serial} is {line.status}; nothing was written")
            fresh = put()
            changes = {"name": self.hash("name", name)} if fresh else {}
            if line.status == "pending":
                changes |= {"status": "issued", "changed": _now()}
                _note(base, "issue", serial, "")
            if changes:
                base.execute(update(CERTIFICATE).where(_T.serial == serial).values(**changes))
        return fresh

    def find(self, serial: str) -> Entry:
        """Return one line; raise a `CertificateFault` when there is none."""
        with self._door.writing() as base:
            return _entry(_line(base, serial))

    def of_learner(self, session: str, learner: str) -> Entry | None:
        """Return the line that counts for this learner in this session."""
        who = self.hash("learner", session, learner)
        query = select(CERTIFICATE).where(_T.session == session, _T.learner == who, _T.status != "replaced")
        with self._door.writing() as base:
            found = base.execute(query).one_or_none()
        return _entry(found) if found else None

    def withdraw(self, serial: str, status: str, reason: str) -> Entry:
        """Mark a line as revoked, replaced or erased, with the reason in the log; once is enough."""
        with self._door.writing() as base:
            line = _line(base, serial)
            if line.status == status:
                return _entry(line)
            if line.status == "erased":
                raise CertificateFault(f"certificate {serial} is erased: nothing is left to change")
            changes = {"status": status, "changed": _now()} | ({"name": ""} if status == "erased" else {})
            base.execute(update(CERTIFICATE).where(_T.serial == serial).values(**changes))
            _note(base, {"revoked": "revoke", "replaced": "reissue", "erased": "erase"}[status], serial, reason)
            return _entry(line)

    def waive(self, serial: str, reason: str) -> None:
        """Note, once, that this number is given although required activities are missing."""
        with self._door.writing() as base:
            noted = select(AUDIT.c.line).where(AUDIT.c.serial == serial, AUDIT.c.what == "waive")
            if base.scalar(noted) is None:
                _note(base, "waive", serial, reason)

    def serials(self, *statuses: str) -> list[str]:
        """Return the numbers of these statuses."""
        with self._door.writing() as base:
            return list(base.scalars(select(_T.serial).where(_T.status.in_(statuses)).order_by(_T.serial)))

    def revoked_before_erasure(self) -> list[str]:
        """Return the numbers that were withdrawn first and erased later: withdrawn they stay."""
        noted = select(AUDIT.c.serial).where(AUDIT.c.what.in_(("revoke", "reissue")))
        with self._door.writing() as base:
            return list(base.scalars(select(_T.serial).where(_T.status == "erased", _T.serial.in_(noted))))

    def log(self) -> list[tuple[str, str, str, str, str]]:
        """Return the audit log (at, who, what, serial, reason); raise when a line was changed behind our back."""
        with self._door.writing() as base:
            rows = base.execute(select(AUDIT).order_by(AUDIT.c.line)).all()
        before = ""
        for row in rows:
            if row.chain != _chain(before, row.at, row.who, row.what, row.serial, row.reason):
                raise CertificateFault(f"line {row.line} of the audit log is not the one that was written")
            before = row.chain
        return [(row.at, row.who, row.what, row.serial, row.reason) for row in rows]


def _line(base: Connection, serial: str) -> Row[tuple[str, ...]]:
    found = base.execute(select(CERTIFICATE).where(_T.serial == serial)).one_or_none()
    if found is None:
        raise CertificateFault(f"no certificate has the number {serial} here")
    return found


def _entry(row: Row[tuple[str, ...]]) -> Entry:
    return Entry(row.serial, row.session, row.name, row.key, date.fromisoformat(row.date), row.status)


def _note(base: Connection, what: str, serial: str, reason: str) -> None:
    """Add a line to the audit log: who did what to which number, and never a name."""
    last = base.scalar(select(AUDIT.c.chain).order_by(AUDIT.c.line.desc()).limit(1)) or ""
    parts = {"at": _now(), "who": getpass.getuser(), "what": what, "serial": serial, "reason": reason}
    base.execute(insert(AUDIT).values(**parts, chain=_chain(last, *parts.values())))


def _chain(before: str, *parts: str) -> str:
    return hashlib.blake2b("\0".join((before, *parts)).encode(), digest_size=16).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
