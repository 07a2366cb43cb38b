"""The pages cut from the notebooks as rows: for the contents, for previous and next, and for old addresses."""

from collections.abc import Iterable
from typing import Any

from nbparcours.course.places import HOME_PAGE
from nbparcours.course.settings import Module
from nbparcours.course.text import Lang
from nbparcours.publish.site_cut import Part
from nbparcours.publish.site_refs import HOME

Row = dict[str, Any]


def row(name: str, title: str) -> Row:
    """Return a page without parts."""
    return {"href": f"{HOME if name == HOME_PAGE else name}.html", "title": title, "names": [name], "parts": []}


def notebook(parts: list[Part], title: str, minutes: dict[str, str]) -> Row:
    """Return the row of a notebook and, where it was cut, of its pages with the anchors that each holds."""
    whole = row(parts[0].name, title) | {"names": [part.name for part in parts]}
    if len(parts) > 1:
        whole["parts"] = [
            row(part.name, part.title) | {"anchors": part.anchors, "minutes": minutes.get(part.name, "")}
            for part in parts
        ]
    return whole


def module(settings: Module, lang: Lang, parts: list[Part], minutes: str) -> Row:
    """Return the row of a module; a planned one has no page. Its first page is named after its first section."""
    title, said = settings.title.get(lang), minutes.format(settings.minutes)
    if not parts:
        return {"href": "", "title": title, "minutes": said, "names": [], "parts": []}
    told = {section.id: minutes.format(section.minutes) for section in settings.sections}
    made = notebook(parts, title, told) | {"minutes": said, "id": settings.id, "file": settings.file}
    if made["parts"] and settings.sections:
        first = settings.sections[0]
        made["parts"][0] |= {"title": first.title.get(lang), "minutes": told[first.id]}
    return made


def places(rows: Iterable[Row]) -> dict[str, Row]:
    """Return, for each page of a notebook that was cut, where in it the reader is."""
    return {
        name: {"whole": whole, "at": at, "of": len(whole["parts"]), "minutes": whole["parts"][at - 1]["minutes"]}
        for whole in rows
        if whole["parts"]
        for at, name in enumerate(whole["names"], 1)
    }


def steps(rows: Iterable[Row]) -> dict[str, dict[str, Row | None]]:
    """Return previous and next of each page, part by part."""
    reading: list[Row] = [step for whole in rows for step in (whole["parts"] or [whole])]
    padded = [None, *reading, None]
    return {step["names"][0]: {"previous": padded[at], "next": padded[at + 2]} for at, step in enumerate(reading)}
