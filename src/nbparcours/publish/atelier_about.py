"""What a built atelier says about itself: from which notebooks it was made, the ways in, and what each weighs."""

import json
from typing import Any

from nbparcours.course.places import Places
from nbparcours.publish.files import digest

#: Where the site has it.
FOLDER = "atelier"
ABOUT = "atelier.json"
Ways = list[dict[str, Any]]


def tell(places: Places, ways: Ways) -> str:
    """Return what the atelier that is being made from the present notebooks will say."""
    return json.dumps({"made_from": _made_from(places), "ways": ways}, indent=1) + "\n"


def ways(places: Places) -> Ways:
    """Return the ways into the atelier; none when there is none, or when it was made from other notebooks."""
    try:
        about = json.loads((places.atelier / ABOUT).read_text("utf-8"))
    except FileNotFoundError:
        return []
    found: Ways = about["ways"]
    return found if about["made_from"] == _made_from(places) else []


def _made_from(places: Places) -> str:
    return digest(places.notebooks.glob("*/*.ipynb"))
