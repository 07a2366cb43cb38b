"""A timeline is an order of events."""

from nbparcours.activity.scorers.ordering import score

__all__ = ["score"]
