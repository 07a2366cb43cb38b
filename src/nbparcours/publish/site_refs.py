"""Links between notebooks, as links between the pages made from them."""

import re

from nbparcours.course.places import HOME_PAGE
from nbparcours.publish.site_cut import Homes

HOME = "index"
_PROSE = re.compile(r"(\]\()(?:([\w-]+)\.(?:ipynb|md))?(?:#([\w-]+))?(?=\))")
_OUTPUT = re.compile(r"""((?:href=|"(?:href|texts|glossary)":\s*)["'])([\w-]+)\.(?:ipynb|html)(?:#([\w-]+))?""")
_ISOLATED = re.compile(r'<bdi dir="ltr">([^<]*)</bdi>')


def link_prose(markdown: str, homes: Homes, notebook: str = "") -> str:
    """Point the links of a cell of `notebook` at pages; drop isolation that the site adds itself."""
    return _ISOLATED.sub(r"\1", _PROSE.sub(lambda found: _to(found, homes, notebook), markdown))


def link_output(markup: str, homes: Homes) -> str:
    """The same for an activity's HTML and the specification inside it."""
    return _OUTPUT.sub(lambda found: _to(found, homes, ""), markup)


def _to(found: re.Match[str], homes: Homes, notebook: str) -> str:
    """Return the page that holds the anchor, wherever the notebook was cut."""
    name, anchor = found[2] or notebook, found[3]
    if not found[2] and not anchor:
        return found[0]
    page = homes.get(name, {}).get(anchor or "", name)
    return f"{found[1]}{HOME if page == HOME_PAGE else page}.html" + (f"#{anchor}" if anchor else "")
