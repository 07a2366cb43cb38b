"""The few ways in which HTML is written here, so that nothing reaches a page unescaped."""

from collections.abc import Iterable
from html import escape

from nbparcours.course.bidi import runs


def line(text: str) -> str:
    """Return escaped text with its digit groups isolated."""
    pieces = ((escape(piece, quote=False), alone) for piece, alone in runs(text))
    return "".join(f'<bdi dir="ltr">{piece}</bdi>' if alone else piece for piece, alone in pieces)


def tag(name: str, content: str, **attributes: str) -> str:
    """Return an element around `content`, which is HTML already."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def items(contents: Iterable[str], name: str = "ul") -> str:
    """Return a list of `contents`."""
    return tag(name, "".join(tag("li", content) for content in contents))


def block(parts: Iterable[str]) -> str:
    """Join parts, leaving out empty ones; no blank line, which would end an HTML block in Markdown."""
    return "\n".join(part for part in parts if part)
