"""Stands where JupyterLite looks for its installer. Everything is there already: nothing is fetched."""

from .piplite import install

__all__ = ["install"]
