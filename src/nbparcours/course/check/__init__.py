"""`nbparcours check`: the rules that the content keeps.

A rule is a small function with a code: it takes the loaded course and yields problems, each with a file, a
line (or cell) and what to do. Rules are grouped by subject, one file each; a new one is found by its
decorator, and `tests/test_check.py` demands a bad example for every code.
"""

import importlib
import pkgutil

from nbparcours.course.check.rule import RULES, Rule
from nbparcours.course.load import Course
from nbparcours.course.problem import Problem

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def check(course: Course) -> list[Problem]:
    """Return everything that does not hold, faults of the files first."""
    found = list(course.problems)
    for rule in sorted(RULES.values(), key=lambda rule: rule.code):
        found += rule.run(course)
    return found


__all__ = ["RULES", "Rule", "check"]
