"""A learner's way through one activity of the real course: wrong, told why, right. `walk` knows every kind."""

from typing import Any

from playwright.sync_api import Locator

from walked import judged, stories, used
from walked.reading import Told

#: kind -> what a learner does with it; each raises AssertionError with a sentence where the page falls short.
WAYS = {
    **dict.fromkeys(("single", "vignette"), judged.single),
    **dict.fromkeys(("matching", "sorting"), judged.assigned),
    **dict.fromkeys(("ordering", "timeline"), judged.ordered),
    **dict.fromkeys(("quiz", "statistics"), judged.questions),
    "multiple": judged.multiple,
    "pathway": judged.pathway,
    "truefalse": judged.truefalse,
    "penalties": stories.penalties,
    "spotting": stories.spotting,
    "dialogue": stories.dialogue,
    "scenario": stories.scenario,
    **dict.fromkeys(("cards", "terms"), used.deck),
    "confidence": used.confidence,
    "form": used.form,
    "inventory": used.inventory,
    "reflection": used.reflection,
    "rewrite": used.rewrite,
}


def walk(box: Locator, spec: dict[str, Any]) -> Told:
    """Answer the activity drawn in `box` and return what it told; a first poll only keeps what is answered."""
    if spec["kind"] == "poll":
        return judged.questions(box, spec) if spec.get("after") else used.poll(box, spec)
    return WAYS[spec["kind"]](box, spec)
