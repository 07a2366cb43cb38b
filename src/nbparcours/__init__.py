"""A bilingual course kit: sources in git, built notebooks, a companion site, a test and a certificate."""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Give `from nbparcours import activity` to notebooks without loading ipywidgets for everyone else."""
    if name == "activity":
        from nbparcours.activity.widget import activity

        return activity
    raise AttributeError(name)
