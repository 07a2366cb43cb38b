"""The output that a built notebook stores for an activity: drawn, readable without JavaScript, or plain."""

from typing import Any

from nbparcours.activity.html import page

MIME = "application/vnd.nbparcours.activity+json"


def bundle(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the MIME bundle of `spec`, which may be an activity's or a screen's."""
    title = spec.get("prompt") or spec["title"]
    plain = title if isinstance(title, str) else title[spec["lang"]]
    return {MIME: spec, "text/html": page(spec), "text/plain": plain}
