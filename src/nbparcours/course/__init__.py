"""The content and its rules: plain Python and pydantic, no framework."""
