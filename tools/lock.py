"""Refresh uv.lock, then take every host name out of it.

A lock is versions and hashes. Where the files come from is the installing machine's own business
(a mirror, a proxy, a USB stick), so `make setup` exports the lock to hashed requirements and lets the
machine's own configuration find them. See docs/decisions.md, "The lock names no host".
"""

import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "uv.lock"
HOST = re.compile(r"https?://[^/\"\s]+/")
NOWHERE = "https://index.invalid/"


def main() -> None:
    """Re-resolve (pinned versions are kept unless pyproject.toml asks for others) and rewrite the file."""
    subprocess.run([sys.argv[1], "lock", *sys.argv[2:]], check=True)
    LOCK.write_text(HOST.sub(NOWHERE, LOCK.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
