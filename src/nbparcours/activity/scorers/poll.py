"""The questions of a poll are those of a self-check; the first poll keeps its score to itself."""

from nbparcours.activity.scorers.quiz import score

__all__ = ["score"]
