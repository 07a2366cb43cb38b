"""What `%pip` becomes."""

from .piplite import SAID


async def get_transformed_code(_: list[str]) -> str:
    """Return code that says that nothing can be added."""
    return f"print({SAID!r})"
