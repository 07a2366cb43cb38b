"""What the kit itself says: per language one catalogue for the core, one per screen, one per kind that has words.

The ES modules read the same files.
"""

import json
from functools import cache
from pathlib import Path

from nbparcours.course.text import Lang

_FOLDER = Path(__file__).parent


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """Return key -> message in `lang`."""
    messages: dict[str, str] = {}
    for path in sorted((_FOLDER / lang).glob("*.json")):
        messages |= json.loads(path.read_text("utf-8"))
    return messages


def message(lang: Lang, key: str, **values: object) -> str:
    """Return the message `key` in `lang` with its `{names}` filled in."""
    return catalogue(lang)[key].format(**values)
