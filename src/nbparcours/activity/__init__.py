"""An activity as data, as HTML, as an ipywidget, and its scoring.

The package is also what a notebook calls: `from nbparcours import activity`, then `activity("m1-forms")`.
"""

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    """A package that can be called; the widget and its libraries load at the first call only."""

    def __call__(self, ident: str, lang: Any = None) -> Any:
        from nbparcours.activity.widget import activity

        return activity(ident, lang)


sys.modules[__name__].__class__ = _Callable
