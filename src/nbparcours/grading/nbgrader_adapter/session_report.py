"""A session's report: a page to read, tables for a spreadsheet, in one folder that is whole or not there."""

from pathlib import Path

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.settings import PassRule
from nbparcours.course.text import LANGUAGES
from nbparcours.grading.analysis import Analysis, analyse
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.files import put
from nbparcours.grading.nbgrader_adapter.cohort import Cohort, cohort
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.session_page import session_page
from nbparcours.grading.tables import as_csv, as_xlsx, items_table, results_table

PAGE = "report.html"


def write_report(course: Course, places: Places, session: str) -> Path:
    """Write `reports/SESSION/` in the trainer's folder and return its page.

    Raises `RefusalError` when nothing is graded. Unchanged grades give the same bytes.
    """
    desk = Desk(places, course.settings.id, session)
    test = desk.about()
    if test is None:
        raise RefusalError(f"session {session!r} is not released here; run `nbparcours release {session}` first")
    found = cohort(desk)
    if not found.results:
        raise RefusalError(f"nothing of session {session!r} is graded yet; run `nbparcours grade {session}` first")
    analysis = analyse(found.people, found.keys)
    folder = places.trainer / "reports" / session
    stems = {item.id: {lang: item.stem.get(lang) for lang in LANGUAGES} for item in course.bank.values()}
    page = session_page(session, analysis, PassRule.model_validate(test["pass_rule"]).share, stems)
    put(folder, {PAGE: page.encode(), **_tables(analysis, found)})
    return folder / PAGE


def _tables(analysis: Analysis, found: Cohort) -> dict[str, bytes]:
    tables = {"items": items_table(analysis), "results": results_table(found.results)}
    return {f"{name}.csv": as_csv(table) for name, table in tables.items()} | {"session.xlsx": as_xlsx(tables)}
