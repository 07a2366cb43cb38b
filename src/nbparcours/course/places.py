"""Where things are. Every path that more than one room needs is named here, once.

`NBPARCOURS_HOME` (the checkout), `NBPARCOURS_DATA` (what people made: never inside the checkout) and
`NBPARCOURS_EXCHANGE` (nbgrader's shared folder) override the defaults.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

#: The file name of the page on which a learner begins, in both languages.
HOME_PAGE = "00-accueil"


def _home() -> Path:
    if named := os.environ.get("NBPARCOURS_HOME"):
        return Path(named)
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).resolve().parents[3]):
        if (folder / "modules" / "course.yml").is_file():
            return folder
    return Path.cwd()


def _data() -> Path:
    return Path(os.environ.get("NBPARCOURS_DATA") or user_data_path("nbparcours"))


@dataclass(frozen=True)
class Places:
    """The folders of one installation."""

    home: Path = field(default_factory=_home)
    data: Path = field(default_factory=_data)

    @property
    def modules(self) -> Path:
        """Sources of the modules."""
        return self.home / "modules"

    @property
    def bank(self) -> Path:
        """Sources of the final test; a private folder when `NBPARCOURS_BANK` names one."""
        return Path(os.environ.get("NBPARCOURS_BANK") or self.home / "assignments" / "bank")

    @property
    def public_bank(self) -> bool:
        """Say whether the bank is the one that everybody can read in the repository."""
        return self.bank.resolve() == (self.home / "assignments" / "bank").resolve()

    @property
    def cases(self) -> Path:
        """Sources of the case study."""
        return self.home / "assignments" / "case-study"

    @property
    def build(self) -> Path:
        """Everything that `nbparcours build` makes and anyone may delete."""
        return self.home / "build"

    @property
    def notebooks(self) -> Path:
        """Built notebooks: `fr/` and `ar/`."""
        return self.build / "modules"

    @property
    def site(self) -> Path:
        """The built companion site."""
        return self.build / "site"

    @property
    def atelier(self) -> Path:
        """The course in JupyterLite, for a computer without a server."""
        return self.build / "atelier"

    @property
    def progress(self) -> Path:
        """One learner's progress."""
        return self.data / "progress.sqlite"

    @property
    def learner(self) -> Path:
        """The folder that a learner's server shows: links to the built notebooks, and fetched tests."""
        return self.data / "learner"

    @property
    def trainer(self) -> Path:
        """The trainer's nbgrader course folder: source, release, submitted, autograded, feedback, gradebook."""
        return self.data / "trainer"

    @property
    def certificates(self) -> Path:
        """Register, issued certificates and (demo) keys."""
        return self.data / "certificates"

    @property
    def exchange(self) -> Path:
        """nbgrader's exchange, shared by trainer and learners."""
        return Path(os.environ.get("NBPARCOURS_EXCHANGE") or self.data / "exchange")
