"""Leaving out modules that are imported and never used: each learner has a server, and each server its own copy.

Neither Python nor these libraries offer that. JupyterHub's part of a learner's server imports the hub's whole database
layer for the sake of three names, for instance. A stand-in gives such names; whoever uses one is told so at once.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Unused(Exception):  # noqa: N818 - an exception only because some are named in an `except`
    """What a name of a module that was left out stands for."""

    def __new__(cls, *_: Any, **__: Any) -> "_Unused":
        raise RuntimeError(f"{cls.__module__}.{cls.__name__} was left out here (nbparcours.learner.lean) and is used")


class _LeftOut(ModuleType):
    """A module in which every name is there and nothing works."""

    def __getattr__(self, name: str) -> type[_Unused]:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (_Unused,), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        left_out = any(fullname == name or fullname.startswith(f"{name}.") for name in self.names)
        return ModuleSpec(fullname, self, is_package=True) if left_out else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LeftOut(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def leave_out(*names: str) -> None:
    """Give stand-ins for these modules and what is below them, from now on in this process."""
    sys.meta_path.insert(0, _Finder(names))


def do_without(*names: str) -> None:
    """Make optional modules look as if they were not installed; whoever asks for them has another way."""
    for name in names:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own way of saying so


class _Later(ModuleType):
    """A module whose import waits for the first use; Python's own `LazyLoader` waits no longer than `import` (3.11)."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(self.__name__)
        real = importlib.import_module(self.__name__)
        self.__dict__.update(real.__dict__)
        return getattr(real, name)


def later(name: str) -> None:
    """Let a module be imported when the first of its names is used: for those that are imported whole."""
    sys.modules[name] = _Later(name)
