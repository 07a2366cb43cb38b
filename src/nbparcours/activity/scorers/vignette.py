"""A vignette is a single choice about a short case."""

from nbparcours.activity.scorers.single import score

__all__ = ["score"]
