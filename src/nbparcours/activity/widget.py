"""An activity run live from a kernel: an ipywidget for any Jupyter front end.

Stored notebooks hold `bundle()` instead and need neither this nor a kernel.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from nbparcours.activity.live import ActivityError, live_spec
from nbparcours.activity.score import score

if TYPE_CHECKING:
    from nbparcours.course.text import Lang

STATIC = Path(__file__).parent / "static"
__all__ = ["ActivityError", "ActivityWidget", "activity"]


class ActivityWidget(anywidget.AnyWidget):
    """An activity; `state` is what the learner did."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        kind = traits["spec"]["kind"]
        super().__init__(_esm=_static(f"widget/{kind}.js"), _css=_static("activity.css"), **traits)
        self.on_msg(self._answer)

    @property
    def value(self) -> Any:
        """What the learner answered, or None."""
        return (self.state or {}).get("value")

    @property
    def score(self) -> float | None:
        """The score of the present answer, from 0 to 1; None before there is one."""
        return None if self.value is None else score(self.spec["kind"], self.spec["key"], self.value)

    def _answer(self, _widget: Any, content: Any, _buffers: Any) -> None:
        """Say that the state arrived: only then does the learner read that it is saved."""
        if isinstance(content, dict) and isinstance(content.get("keep"), int):
            self.send({"kept": content["keep"]})


def activity(ident: str, lang: "Lang | None" = None) -> ActivityWidget:
    """Return the activity `ident`, in `lang`, else in the language of the notebook's folder."""
    return ActivityWidget(spec=live_spec(ident, lang))


def _static(name: str) -> str:
    try:
        return (STATIC / name).read_text("utf-8")
    except FileNotFoundError:
        raise ActivityError(f"{STATIC / name} manque : lancez « make build ».") from None
