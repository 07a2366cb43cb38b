"""Does every link inside the site lead somewhere? Asked of the files, without any network."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

Link = tuple[str, str, str]


class Reader(HTMLParser):
    """Collects a page's anchors and everything it points at, as (tag, attribute, address)."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element's id and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in {"href", "src"} and value is not None:
                self.links.append((tag, name, value))


def read(page: Path) -> Reader:
    """Return what `page` holds and points at."""
    reader = Reader()
    reader.feed(page.read_text("utf-8"))
    return reader


def broken(site: Path) -> list[str]:
    """Return one sentence for each address inside `site` that leads nowhere or loads from elsewhere."""
    readers = {path.resolve(): read(path) for path in sorted(site.rglob("*.html"))}
    faults: list[str] = []
    for path, reader in readers.items():
        for link in dict.fromkeys(reader.links):
            if fault := _fault(path, link, readers):
                faults.append(f"{path.relative_to(site.resolve())}: {fault}")
    return faults


def _fault(page: Path, link: Link, readers: dict[Path, Reader]) -> str:
    tag, name, address = link
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if tag == "a" and name == "href" else f"<{tag}> loads {address} from elsewhere; host it here"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return f"the link {address} leads to no file; correct it"
    known = readers.get(target)
    if parts.fragment and (known is None or unquote(parts.fragment) not in known.ids):
        return f"the link {address} leads to no such place on that page; correct it"
    return ""
