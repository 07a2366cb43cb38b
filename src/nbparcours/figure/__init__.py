"""Diagrams: what a form of `course.figures` says, as lines and words in either direction.

The package is also what a notebook calls: `from nbparcours import figure`, then `figure("m3-figure-tiers")`.
"""

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    """A package that can be called; the course is read at the first call only."""

    def __call__(self, ident: str, lang: Any = None) -> Any:
        from nbparcours.figure.show import figure

        return figure(ident, lang)


sys.modules[__name__].__class__ = _Callable
