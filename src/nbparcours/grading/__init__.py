"""The final test from its blueprint to its results. Pure Python; only `nbgrader_adapter` knows nbgrader."""
