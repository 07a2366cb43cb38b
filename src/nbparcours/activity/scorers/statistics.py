"""The questions of the statistics explorer are a self-check."""

from nbparcours.activity.scorers.quiz import score

__all__ = ["score"]
