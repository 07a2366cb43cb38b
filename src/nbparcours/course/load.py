"""Read the sources into one `Course`. Faults of a file are collected as `Problem`s, never raised one by one."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from nbparcours.course.case_study import CaseStudy
from nbparcours.course.figures import Figure, parse_figure
from nbparcours.course.item import Item, parse_item
from nbparcours.course.kinds import Activity, Links, parse_activity
from nbparcours.course.notebook import Notebook
from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.course.problem import Problem, SourceError
from nbparcours.course.registry import Reference, Term
from nbparcours.course.settings import Module, Settings
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.course.yaml_file import YamlError, YamlFile

#: Where a reader catches their breath and finds the numbers of help; what a trainer does when somebody confides.
PAUSE, DISCLOSURE = "pause", "confidences"
T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """One module's words, activities and diagrams."""

    module: Module
    notebooks: dict[Lang, Notebook]
    activities: dict[str, Activity]
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(eq=False)
class Course:
    """Everything that the sources say."""

    settings: Settings
    places: Places = field(default_factory=Places)
    contents: dict[str, Content] = field(default_factory=dict)
    home: dict[Lang, Notebook] = field(default_factory=dict)
    #: pages beside the modules, by file name
    pages: dict[str, dict[Lang, Notebook]] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    bank: dict[str, Item] = field(default_factory=dict)
    cases: dict[str, CaseStudy] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: where each activity, item, reference and term is written: id -> (file, line)
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)

    def candidates(self) -> dict[str, list[str]]:
        """Return the ids of each slot's candidates, in the blueprint's order."""
        slots: dict[str, list[str]] = {slot.id: [] for slot in self.settings.blueprint}
        for item in self.bank.values():
            slots.setdefault(item.slot, []).append(item.id)
        return slots


class _Loader:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []
        self.lines: dict[str, tuple[Path, int]] = {}

    def file(self, path: Path) -> YamlFile:
        try:
            return YamlFile.read(path)
        except YamlError as fault:
            self.problems.append(Problem("NP001", path, fault.line, str(fault)))
            return YamlFile(path, None)

    def entries(self, path: Path, make: Callable[[Any], T], name: str = "id") -> Iterator[T]:
        """Yield what each entry of a list makes; a bad entry becomes a problem and the rest goes on."""
        source = self.file(path)
        for index, data in enumerate(source.data or []):
            try:
                made = make(data)
            except ValidationError as error:
                self._explain(source, error, (index,))
            except (ValueError, AttributeError) as error:
                self.problems.append(Problem("NP002", path, source.line((index,)), str(error)))
            else:
                self._place(str(getattr(made, name)), path, source.line((index,)))
                yield made

    def _place(self, ident: str, path: Path, line: int) -> None:
        if ident in self.lines:
            first = self.lines[ident]
            message = f"id {ident!r} is already used in {first[0].name}, line {first[1]}; choose another"
            self.problems.append(Problem("NP003", path, line, message))
        self.lines[ident] = (path, line)

    def _explain(self, source: YamlFile, error: ValidationError, start: tuple[int, ...] = ()) -> None:
        for fault in error.errors():
            where = (*start, *fault["loc"])
            name = ".".join(str(part) for part in fault["loc"])
            said = fault["msg"].removeprefix("Value error, ")
            remedy = {"missing": "add it", "extra_forbidden": "remove it or correct its name"}.get(fault["type"])
            message = f"{name}: {said}" + (f" — {remedy}" if remedy else "") if name else said
            self.problems.append(Problem("NP002", source.path, source.line(where), message))

    def settings(self) -> Settings:
        source = self.file(self.places.modules / "course.yml")
        try:
            return TypeAdapter(Settings).validate_python(source.data)
        except ValidationError as error:
            self._explain(source, error)
            raise SourceError(self.problems) from None

    def notebook(self, lang: Lang, name: str) -> Notebook | None:
        path = self.places.modules / lang / f"{name}.ipynb"
        try:
            return Notebook.read(path, lang)
        except FileNotFoundError:
            self.problems.append(Problem("NP004", path, 1, "this notebook is missing; its twin exists"))
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            line = getattr(error, "lineno", 1)
            self.problems.append(Problem("NP005", path, line, f"not a notebook: {error}; restore it from git"))
        return None

    def pair(self, name: str) -> dict[Lang, Notebook]:
        found = {lang: self.notebook(lang, name) for lang in LANGUAGES}
        return {lang: notebook for lang, notebook in found.items() if notebook}

    def activities(self, path: Path, glossary: dict[str, Term]) -> dict[str, Activity]:
        """Return the activities of a file, each with what it refers to by id."""
        found = {a.id: a for a in self.entries(path, parse_activity)}
        links = Links(found, glossary)
        return {a.id: self._linked(a, links) for a in found.values()}

    def content(self, module: Module, glossary: dict[str, Term]) -> Content:
        path = self.places.modules / "activities" / f"{module.file}.yml"
        activities = self.activities(path, glossary)
        drawn = self.places.modules / "figures" / path.name
        return Content(module, self.pair(module.file), activities, self.figures(drawn, activities))

    def figures(self, path: Path, activities: dict[str, Activity]) -> dict[str, Figure]:
        """Return the diagrams of a file, if the module has any."""
        found = list(self.entries(path, parse_figure)) if path.is_file() else []
        return {figure.id: self._linked(figure, activities) for figure in found}

    def _linked(self, made: Any, links: Any) -> Any:
        """Return what is made, with what it takes from elsewhere; a name that is not there becomes a problem."""
        try:
            return made.linked(links)
        except ValueError as error:
            path, line = self.lines[made.id]
            self.problems.append(Problem("NP002", path, line, str(error)))
            return made


def load(places: Places | None = None) -> Course:
    """Read all sources.

    Raises `SourceError` only when `course.yml` itself cannot be read; every other fault is in
    `Course.problems`, so that an author sees them all at once.
    """
    places = places or Places()
    loader = _Loader(places)
    settings = loader.settings()
    course = Course(settings, places, problems=loader.problems, lines=loader.lines)
    course.home = loader.pair(HOME_PAGE)
    for name in (PAUSE, DISCLOSURE):
        if any(places.modules.glob(f"*/{name}.ipynb")):
            course.pages[name] = loader.pair(name)
    registry, glossary = places.modules / "references.yml", places.modules / "glossary.yml"
    course.references = {r.key: r for r in loader.entries(registry, Reference.model_validate, "key")}
    course.glossary = {t.id: t for t in loader.entries(glossary, Term.model_validate)}
    for module in settings.modules:
        if module.status == "ready":
            course.contents[module.id] = loader.content(module, course.glossary)
    for path in sorted(places.bank.glob("*.yml")):
        course.bank |= {item.id: item for item in loader.entries(path, parse_item)}
    for path in sorted(places.cases.glob("*.yml")):
        course.cases |= {case.id: case for case in loader.entries(path, CaseStudy.model_validate)}
    return course


def read_activities(path: Path, course: Course) -> tuple[list[Activity], list[Problem]]:
    """Return what stands in one file of activities, whatever its module's state, and what is wrong with it."""
    loader = _Loader(course.places)
    return list(loader.activities(path, course.glossary).values()), loader.problems


def load_sound(places: Places | None = None) -> Course:
    """Read all sources for building; raise `SourceError` if there is any fault in them."""
    course = load(places)
    if course.problems:
        raise SourceError(course.problems)
    return course
