"""The trainer's dashboard: buttons and tables in a notebook, in both languages, without a line of code to write."""

from nbparcours.grading.dashboard.panel import Dashboard

__all__ = ["Dashboard"]
