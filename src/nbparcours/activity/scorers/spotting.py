"""Spotting signs: those found, less the false alarms."""

from nbparcours.activity.scorers.multiple import score

__all__ = ["score"]
