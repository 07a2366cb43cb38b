"""Twelve honest hours."""

from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, cell_line, every_content, in_settings, rule
from nbparcours.course.kinds.quiz import QuizActivity
from nbparcours.course.load import Course
from nbparcours.course.measure import estimate, practised, words

TOLERANCE = 0.10
#: A module holds at least this much, and no more Arabic words for a French one than two ways of writing explain.
WORDS, ARABIC = 3000, (0.7, 1.0)
ACTIVITIES, KINDS, QUESTIONS, OBJECTIVES = 10, 5, 10, 5


@rule("NP301")
def hours_add_up(course: Course) -> Iterator[Fault]:
    """The modules' minutes add up to the course's hours."""
    total = sum(module.minutes for module in course.settings.modules)
    if total != course.settings.hours * 60:
        yield in_settings(course, f"the modules add up to {total} minutes, not {course.settings.hours * 60}")


@rule("NP302")
def sections_add_up(course: Course) -> Iterator[Fault]:
    """A module's sections add up to its minutes."""
    for content in every_content(course):
        total = sum(section.minutes for section in content.module.sections)
        if total != content.module.minutes:
            message = f"{content.module.id}: sections add up to {total}, not {content.module.minutes} minutes"
            yield in_settings(course, message)


@rule("NP303")
def minutes_are_honest(course: Course) -> Iterator[Fault]:
    """A module's words and activities take the minutes that it announces, within a tenth."""
    for content in every_content(course):
        for lang, notebook in content.notebooks.items():
            minutes, announced = estimate(content, lang), content.module.minutes
            if abs(minutes - announced) > TOLERANCE * announced:
                message = f"words and activities add up to {minutes:.0f} minutes, not {announced}; change either"
                yield Fault(notebook.path, 1, message)


@rule("NP304")
def sections_exist(course: Course) -> Iterator[Fault]:
    """Each section announced in course.yml opens with its own `##` cell."""
    for content in every_content(course):
        for notebook in content.notebooks.values():
            cells = {cell.id: cell for cell in notebook.cells}
            for section in content.module.sections:
                cell = cells.get(section.id)
                if cell is None or not cell.source.startswith("## "):
                    line = cell_line(notebook, section.id)
                    yield Fault(notebook.path, line, f"no cell {section.id!r} that opens with '## '; add it")


@rule("NP305")
def modules_say_enough(course: Course) -> Iterator[Fault]:
    """A module has at least 3,000 French words, and Arabic that says as much (0.7 to 1 word for each)."""
    for content in every_content(course):
        counts = {lang: words(book) for lang, book in content.notebooks.items()}
        french, arabic = counts.get("fr", 0), counts.get("ar", 0)
        if french < WORDS:
            yield Fault(content.notebooks["fr"].path, 1, f"{french} words, not {WORDS}; write what is missing")
        if not ARABIC[0] <= arabic / max(french, 1) <= ARABIC[1]:
            message = f"{arabic} words for {french} in French; one of the two says more than the other"
            yield Fault(content.notebooks["ar"].path, 1, message)


@rule("NP306")
def modules_exercise_enough(course: Course) -> Iterator[Fault]:
    """A module has at least ten activities beside the self-check, of at least five kinds."""
    for content in every_content(course):
        path = course.places.modules / "activities" / f"{content.module.file}.yml"
        found = practised(content)
        kinds = {activity.kind for activity in found}
        if len(found) < ACTIVITIES or len(kinds) < KINDS:
            message = f"{len(found)} activities of {len(kinds)} kinds; write {ACTIVITIES} of {KINDS} or more"
            yield Fault(path, 1, message)


@rule("NP307")
def modules_check_themselves(course: Course) -> Iterator[Fault]:
    """A module has five objectives or more, and a self-check of ten questions."""
    for content in every_content(course):
        path = course.places.modules / "activities" / f"{content.module.file}.yml"
        if (count := len(content.module.objectives)) < OBJECTIVES:
            yield in_settings(course, f"{content.module.id}: {count} objectives, not {OBJECTIVES}; add some")
        asked = [len(a.questions) for a in content.activities.values() if isinstance(a, QuizActivity)]
        if asked != [QUESTIONS]:
            yield Fault(path, 1, f"self-checks of {asked or 'no'} questions; have one, of {QUESTIONS}")
