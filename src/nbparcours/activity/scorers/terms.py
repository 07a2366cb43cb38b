"""Term cards are flash cards whose two sides are two languages."""

from nbparcours.activity.scorers.cards import score

__all__ = ["score"]
