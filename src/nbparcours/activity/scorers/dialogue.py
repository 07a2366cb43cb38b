"""A conversation: the mean of its turns."""

from nbparcours.activity.scorers.quiz import score

__all__ = ["score"]
