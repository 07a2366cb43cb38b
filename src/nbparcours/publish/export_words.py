"""The words of an exported module: links that lead somewhere inside the file, and what they lead to."""

import re

from nbparcours.publish.site_cut import Cell, source
from nbparcours.publish.site_rows import Row

_ISOLATED = re.compile(r'<bdi dir="ltr">([^<]*)</bdi>')
_PROSE = re.compile(r"\[([^\]]+)\]\(([\w-]*)(?:\.ipynb|\.md)?(?:#([\w-]+))?\)")
_OUTPUT = re.compile(r"""((?:href=|"href":\s*)["'])(?:textes|glossaire)\.(?:ipynb|html)#""")
_NAMED = re.compile(r"(textes|glossaire)\.(?:ipynb|html)#([\w-]+)")
_FORM = re.compile(r'<div class="nbp nbp-plainform"[^>]*>(.*)</div>\s*</nbp-activity>', re.DOTALL)
_TITLE = re.compile(r"^\s*<p><strong>.*?</strong></p>", re.DOTALL)
_FOLD = re.compile(r"<details><summary>.*?</summary>(.*?)</details>", re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_WITHIN = {"textes", "glossaire"}


def inside(cells: list[Cell], file: str) -> list[Cell]:
    """Return the cells with links that stay inside the file; what stands elsewhere is named and not linked."""
    return [_prose(cell, file) if cell["cell_type"] == "markdown" else _output(cell) for cell in cells]


def appendix(cells: list[Cell], texts: dict[str, list[Cell]], words: dict[str, str]) -> list[Cell]:
    """Return the entries of the texts and of the glossary that the module names, under a heading each."""
    named = _NAMED.findall("".join(map(_said, cells)))
    found: list[Cell] = []
    for page, heading in (("textes", "appendix_texts"), ("glossaire", "appendix_terms")):
        keys = {key for where, key in named if where == page}
        entries = [_entry(cell) for cell in texts[page] if cell["id"].removeprefix("terme-") in keys]
        if entries:
            found += [{"cell_type": "markdown", "id": f"annexe-{page}", "source": f"## {words[heading]}"}, *entries]
    return found


def sections(module: Row) -> list[Row]:
    """Return the sections of a module, each with its anchor."""
    return [{"id": part["anchors"][0], **part} for part in module["parts"][1:]]


def parted(markup: str) -> tuple[str, str]:
    """Return the task of an activity, below its title, and its answer, both as they are read without a script."""
    found = _FORM.search(markup)
    form = _LINK.sub(r"\1", found[1]) if found else ""
    folds = _FOLD.findall(form)
    return _FOLD.sub("", _TITLE.sub("", form)).strip(), folds[-1] if folds else ""


def _entry(cell: Cell) -> Cell:
    """Return an entry below its new heading, under the anchor that links name."""
    text = re.sub(r'<a id="[^"]*"></a>\n*', "", source(cell)).replace("\n- ", "\n\n- ", 1)
    return cell | {"id": cell["id"].removeprefix("terme-"), "source": re.sub(r"^#+ ", "### ", text)}


def _said(cell: Cell) -> str:
    if cell["cell_type"] == "markdown":
        return source(cell)
    return "".join("".join(output["data"]["text/html"]) for output in cell["outputs"])


def _prose(cell: Cell, file: str) -> Cell:
    def link(found: re.Match[str]) -> str:
        words, page, anchor = found.groups()
        return f"[{words}](#{anchor})" if anchor and page in {"", file, *_WITHIN} else words

    return cell | {"source": _ISOLATED.sub(r"\1", _PROSE.sub(link, source(cell)))}


def _output(cell: Cell) -> Cell:
    outputs = []
    for output in cell["outputs"]:
        markup = _OUTPUT.sub(r"\1#", "".join(output["data"]["text/html"]))
        outputs.append(output | {"data": output["data"] | {"text/html": markup}})
    return cell | {"outputs": outputs}
