"""The folders of a server, whose they are and who may do what there: one table, laid and checked by the same lines."""

import grp
import os
import pwd
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbparcours.course.places import Places
from nbparcours.course.yaml_file import YamlFile
from nbparcours.hub.settings import Settings


@dataclass(frozen=True)
class Folder:
    """A folder, its owner (and group) and its mode; `why` is what a wrong one would cost."""

    path: Path
    owner: str
    mode: int
    why: str


@dataclass(frozen=True)
class Layout:
    """Where everything of one server is."""

    settings: Settings
    course_id: str

    @classmethod
    def of(cls, settings: Settings, places: Places) -> "Layout":
        """Return the layout of a server that runs the course of `places`."""
        return cls(settings, str(YamlFile.read(places.modules / "course.yml").data["id"]))

    @property
    def state(self) -> Path:
        """Everything that people made."""
        return self.settings.server.state

    @property
    def hub(self) -> Path:
        """The hub's database, cookie secret and the proxy's token."""
        return self.state / "hub"

    @property
    def monitor_token(self) -> Path:
        """What a monitoring program shows to read the hub's figures."""
        return self.hub / "monitor.token"

    @property
    def homes(self) -> Path:
        """One home for each learner."""
        return self.state / "homes"

    @property
    def grader(self) -> Path:
        """The trainer's desk: keys, gradebook, register."""
        return self.state / "grader"

    @property
    def exchange(self) -> Path:
        """What learners and the desk hand each other."""
        return self.state / "exchange"

    @property
    def backups(self) -> Path:
        """One archive a night."""
        return self.state / "backups"

    @property
    def erased(self) -> Path:
        """Homes of accounts that were removed, until the administrator deletes them."""
        return self.state / "erased"

    @property
    def learner_logs(self) -> Path:
        """What each learner's server says."""
        return self.settings.server.logs / "learners"

    def desk(self, home: Path) -> Places:
        """Return the desk's places, for a course in `home`."""
        return Places(home=home, data=self.grader)

    def folders(self) -> list[Folder]:
        """Return the table."""
        desk, course = self.settings.server.grader, self.exchange / self.course_id
        return [
            Folder(self.state, "root", 0o755, "homes are found through it"),
            Folder(self.hub, "root", 0o700, "names, password hashes, cookie secret"),
            Folder(self.homes, "root", 0o711, "nobody lists who learns here"),
            Folder(self.erased, "root", 0o700, "what a removed person left"),
            Folder(self.backups, "root", 0o700, "everything there is"),
            Folder(self.grader, desk, 0o700, "keys, gradebook, register"),
            # nbgrader's release makes it 0777 unless it is; sticky and root's, the course in it stays in its place
            Folder(self.exchange, "root", 0o1777, "whoever can rename in it could put another exchange in place"),
            Folder(course, desk, 0o755, "the course's part of the exchange"),
            Folder(course / "outbound", desk, 0o755, "tests that learners fetch"),
            Folder(course / "inbound", desk, 0o3733, "write only, sticky, the desk's group: a hand-in is its owner's"),
            Folder(course / "feedback", desk, 0o711, "results, found only by who knows the secret of a hand-in"),
            Folder(self.settings.server.logs, "root", 0o750, "no name stands there, but still"),
            Folder(self.learner_logs, "root", 0o700, "one file for each learner"),
        ]

    def lay(self) -> None:
        """Make what is missing and put right what is wrong; nothing inside is touched."""
        for folder in self.folders():
            folder.path.mkdir(parents=True, exist_ok=True)
            who = pwd.getpwnam(folder.owner)
            os.chown(folder.path, who.pw_uid, who.pw_gid)
            folder.path.chmod(folder.mode)  # after chown, which clears the set-group bit

    def faults(self) -> Iterator[str]:
        """Say what is not as the table has it."""
        for folder in self.folders():
            if not folder.path.is_dir() or folder.path.is_symlink():
                yield f"{folder.path} is missing"
                continue
            about = folder.path.stat()
            who, mode = pwd.getpwuid(about.st_uid).pw_name, stat.S_IMODE(about.st_mode)
            if (who, mode) != (folder.owner, folder.mode):
                yield f"{folder.path} is {who} {mode:o} instead of {folder.owner} {folder.mode:o}: {folder.why}"


def group_of(user: str) -> str:
    """Return the name of a user's first group."""
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
