"""A learner's server on a hub: `python -m nbparcours.hub.single`, run as the learner's own Unix user.

It makes the learner's folder itself: were the hub, which is root, to write into a home, a link planted there would
lead it anywhere.
"""

import os
import tempfile

from nbparcours.course.places import Places
from nbparcours.learner.lean import do_without, leave_out
from nbparcours.learner.start import prepare

#: The hub's database and pages, and JupyterLab's shop of extensions: imported by what runs here, and never used.
_UNUSED = ("sqlalchemy", "jupyterhub.orm", "jupyterhub.handlers", "jupyterlab.extensions.pypi", "requests")
#: With these jsonschema would check kinds of addresses and of durations that no schema of a learner's server has.
_OPTIONAL = ("rfc3987_syntax", "isoduration", "nbconvert")


def main() -> None:
    """Prepare the folder and serve it."""
    places = Places()
    prepare(places)
    _own_temporary_folder(places)
    leave_out(*_UNUSED)
    do_without(*_OPTIONAL)
    from jupyterhub.singleuser import main as serve

    serve()


def _own_temporary_folder(places: Places) -> None:
    """Jupyter keeps checkpoints of read-only pages in the common one, where the first learner shuts out the others."""
    own = places.data / "tmp"
    own.mkdir(exist_ok=True, mode=0o700)
    os.environ["TMPDIR"] = tempfile.tempdir = str(own)


if __name__ == "__main__":
    main()
