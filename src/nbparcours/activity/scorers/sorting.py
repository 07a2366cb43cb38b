"""Sorting: cards in their categories."""

from nbparcours.activity.scorers.answers import map_score as score

__all__ = ["score"]
