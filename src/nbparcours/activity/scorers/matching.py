"""Matching: left-hand things with right-hand ones."""

from nbparcours.activity.scorers.answers import map_score as score

__all__ = ["score"]
