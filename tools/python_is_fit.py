"""Say in one sentence why a Python cannot carry the course kit. Runs on any Python 3."""

import sys

HINT = "Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.12"

if sys.version_info < (3, 11):  # noqa: UP036 — this file is what an old Python meets
    sys.exit("This is Python %d.%d, which is too old. %s" % (*sys.version_info[:2], HINT))  # noqa: UP031
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("This Python comes without venv. On Debian or Ubuntu: sudo apt install python3-venv")
