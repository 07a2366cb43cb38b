"""A session's numbers as tables for a spreadsheet: its questions without names, its results with them."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from nbparcours.course.text import LANGUAGES
from nbparcours.grading.analysis import Analysis, ItemReport
from nbparcours.grading.marks import Result

#: Header, then lines.
Table = list[list[Any]]
#: A spreadsheet executes a text that begins so; a name is written by a learner.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def items_table(analysis: Analysis) -> Table:
    """Return every item; `facility` and the other shares lie between 0 and 1, empty where fewer than ten answered."""
    head = ["item", "slot", "n", "facility", "point_biserial", "discrimination", "omitted", *LANGUAGES, "dif", "delta"]
    return [head, *map(_item, analysis.items)]


def _item(item: ItemReport) -> list[Any]:
    shares = (item.facility, item.point_biserial, item.discrimination, item.omitted)
    spoken = (item.by_language[lang] for lang in LANGUAGES)
    dif = (item.dif.flag, round(item.dif.delta, 4)) if item.dif else ("", "")
    return [item.item, item.slot, item.n, *(_rounded(value) for value in (*shares, *spoken)), *dif]


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)


def results_table(results: Sequence[Result]) -> Table:
    """Return every learner's result, with the points of each module."""
    modules = list(dict.fromkeys(module for result in results for module in result.modules))
    head = ["learner", "name", "language", "points", "out_of", "percent", "passed", "date", *modules]
    return [head, *(_result(result, modules) for result in results)]


def _result(result: Result, modules: Sequence[str]) -> list[Any]:
    total = [
        round(result.points, 4),
        result.out_of,
        result.total.percent,
        "yes" if result.passed else "no",
        result.date,
    ]
    parts = [round(result.modules[module].points, 4) if module in result.modules else "" for module in modules]
    return [_harmless(result.learner), _harmless(result.name), result.language, *total, *parts]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(table: Table) -> bytes:
    """Return the table as CSV in UTF-8, with the mark by which Excel knows it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(tables: dict[str, Table]) -> bytes:
    """Return a workbook with a sheet for each table; the same tables always give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True})
    for name, table in tables.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(table):
            sheet.write_row(row, 0, line, bold if row == 0 else None)
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    book.close()
    return out.getvalue()
