"""What the kit itself says, one JSON catalogue per language; the ES modules read the same files."""

import json
from functools import cache
from importlib.resources import files

from nbparcours.course.text import Lang


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """Return key -> message in `lang`."""
    source = (files(__name__) / f"{lang}.json").read_text("utf-8")
    messages: dict[str, str] = json.loads(source)
    return messages


def message(lang: Lang, key: str, **values: object) -> str:
    """Return the message `key` in `lang` with its `{names}` filled in."""
    return catalogue(lang)[key].format(**values)
