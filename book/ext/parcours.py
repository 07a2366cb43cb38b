"""Sphinx extension of the companion site: content ids as anchors, the page's sections, no search index."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_ANCHOR = re.compile(r'(?:<a id="[a-z][a-z0-9-]*">\s*</a>\s*)+')
_ID = re.compile(r'id="([^"]+)"')
#: A page with more sections than this (the glossary) is its own list of contents.
_MOST_SECTIONS = 16


class ContentIds(SphinxTransform):
    """Give what follows `<a id="…"></a>` that id, so that both languages share every anchor."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        for paragraph in list(self.document.findall(nodes.paragraph)):
            markup = "".join(child.astext() for child in paragraph.children)
            only_raw = all(isinstance(child, nodes.raw) or not child.astext().strip() for child in paragraph)
            if paragraph.children and only_raw and _ANCHOR.fullmatch(markup.strip()):
                self._move(paragraph, _ID.findall(markup))
        self._number()

    def _move(self, paragraph: nodes.paragraph, ids: list[str]) -> None:
        """Hand the ids on; a section gives up the id made from its heading, which differs by language."""
        follower = paragraph.next_node(nodes.Element, descend=False, siblings=True, ascend=True)
        if follower is None:
            return
        own = [] if isinstance(follower, nodes.section) else follower["ids"]
        follower["ids"] = [*paragraph["ids"], *ids, *own]
        follower["content"] = follower["ids"][0]
        paragraph.parent.remove(paragraph)

    def _number(self) -> None:
        """Name a heading inside a cell after the cell and its place there, never after its words."""
        last, count = self.env.docname, 0
        for node in self.document.findall(nodes.Element):
            if node.get("content"):
                last, count = node["content"], 1
            elif isinstance(node, nodes.section):
                count += 1
                node["ids"] = [f"{last}-{count}"]


def page_context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """List the page's sections for its contents."""
    sections = [] if doctree is None else [part for part in doctree.findall(nodes.section) if _is_top(part)]
    if 1 < len(sections) <= _MOST_SECTIONS:
        context["page_sections"] = [{"id": s["ids"][0], "title": s.next_node(nodes.title).astext()} for s in sections]


def _is_top(section: nodes.section) -> bool:
    return isinstance(section.parent, nodes.section) and isinstance(section.parent.parent, nodes.document)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_theme("parcours", str(Path(__file__).parents[1] / "theme" / "parcours"))
    app.add_transform(ContentIds)
    app.connect("html-page-context", page_context)
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    # jupyter-book hands over a value that only an extension we leave out declares.
    app.add_config_value("comments_config", {}, "")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
