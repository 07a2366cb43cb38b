"""SVG as plain data: written as markup for pages, or handed as it is to the script that builds elements from it."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

Attributes = dict[str, str]


@dataclass(frozen=True)
class Node:
    """An element: its children are elements or words."""

    tag: str
    attributes: Attributes = field(default_factory=dict)
    children: tuple["Node | str", ...] = ()


def node(tag: str, *children: "Node | str", **attributes: object) -> Node:
    """Make an element; `class_` is `class`, an underscore a hyphen; a fraction of a pixel is rounded away."""
    written = {name.rstrip("_").replace("_", "-"): _said(value) for name, value in attributes.items()}
    return Node(tag, written, children)


def markup(drawn: Node) -> str:
    """Return the element as it stands in a page."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in drawn.attributes.items())
    children = (escape(child, quote=False) if isinstance(child, str) else markup(child) for child in drawn.children)
    inside = "".join(children)
    return f"<{drawn.tag}{attributes}>{inside}</{drawn.tag}>" if inside else f"<{drawn.tag}{attributes}/>"


def tree(drawn: Node) -> list[Any]:
    """Return the element as JSON: [tag, attributes, child, …]."""
    children = (child if isinstance(child, str) else tree(child) for child in drawn.children)
    return [drawn.tag, drawn.attributes, *children]


def _said(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)
