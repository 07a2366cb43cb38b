"""How people may have set their screen: the schemes and widths in which every kind is looked at."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
#: 640 pixels are 1280 at a zoom of 200 %, 320 are 1280 at 400 %.
WIDTHS = (1280, 640, 360, 320)


def faults(page: Page, inside: str | None = None) -> list[tuple[str, list[str]]]:
    """Return what axe finds in the page, or in what matches `inside`."""
    context = {"include": [[inside]]} if inside else None
    found = Axe().run(page, context=context, options=AXE).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]
