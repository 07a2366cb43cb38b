"""nbgrader's configuration for this course, through its own configuration points only.

`apply(get_config())` in a trainer's `nbgrader_config.py` gives formgrader and the stock commands the same safe
classes that `nbparcours grade` uses. What that file sets afterwards wins, except where things are.
"""

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearSolutions,
    ComputeChecksums,
    GetGrades,
    IgnorePattern,
    IncludeHeaderFooter,
    InstantiateTests,
    LimitOutput,
    LockCells,
    SaveCells,
)
from traitlets.config import Config, PyFileConfigLoader

from nbparcours.course.places import Places
from nbparcours.course.yaml_file import YamlFile
from nbparcours.grading.nbgrader_adapter.autograde import DeclarativeExecute, SaveAutoGradesAtOnce
from nbparcours.grading.nbgrader_adapter.collect import CanonicalCollect
from nbparcours.grading.nbgrader_adapter.feedback import ResultExporter

#: The trainer's own settings, in their course folder, where nbgrader looks for them too.
FILE = "nbgrader_config.py"


def apply(config: Any, places: Places | None = None, course_id: str | None = None) -> None:
    """Set everything: our classes, and the folders of `places` (by default, this installation's)."""
    places = places or Places()
    classes(config)
    folders(config, places, course_id or str(YamlFile.read(places.modules / "course.yml").data["id"]))


def classes(config: Any) -> None:
    """Put our classes in nbgrader's places."""
    config.ExchangeFactory.collect = CanonicalCollect
    # Without ClearOutput: the test is an output of the notebook that learners receive.
    config.GenerateAssignment.preprocessors = [
        IncludeHeaderFooter,
        InstantiateTests,
        LockCells,
        ClearSolutions,
        CheckCellMetadata,
        ComputeChecksums,
        SaveCells,
        ClearHiddenTests,
        ClearMarkScheme,
        ComputeChecksums,
        CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        DeclarativeExecute,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGradesAtOnce,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    # Stock feedback prints every hidden test, and so the key.
    config.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
    config.GenerateFeedback.exporter_class = ResultExporter
    config.NotebookExporter.optimistic_validation = True


def folders(config: Any, places: Places, course_id: str) -> None:
    """Say where the course, the gradebook and the exchange are."""
    config.CourseDirectory.root = str(places.trainer)
    config.CourseDirectory.course_id = course_id
    config.Exchange.root = str(places.exchange)


def configured(places: Places, course_id: str) -> Config:
    """Return the configuration of our own commands: ours, then the trainer's file, then where things are."""
    config = Config()
    classes(config)
    if (places.trainer / FILE).is_file():
        config.merge(PyFileConfigLoader(FILE, path=str(places.trainer)).load_config())
    folders(config, places, course_id)
    return config


def install(places: Places) -> None:
    """Give the trainer's course folder the file that makes stock commands use our classes, unless it has one."""
    ours = places.home / "grading" / FILE
    theirs: Path = places.trainer / FILE
    if ours.is_file() and not theirs.exists():
        theirs.write_text(ours.read_text("utf-8"), "utf-8")
