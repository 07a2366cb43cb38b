"""Write `modules/dossier.shingles`: hashes of every run of eight words in the files that the course was written from.

    .venv/bin/python tools/shingles.py FILE-OR-FOLDER…

The check (NP901) then finds a sentence taken over word for word on any machine, without the files themselves.
"""

import re
import sys
from pathlib import Path

from nbparcours.course.places import Places
from nbparcours.course.shingles import RUN, runs, write

NOTE = f"Hashes of every run of {RUN} words in the sources of the course; made by tools/shingles.py, read by NP901."

#: Headings and rows of a glossary: names that everybody must use as they are.
NAMES = re.compile(r"#|\*\*M\d\.|\|\s*\d+\s*\|")


def main(named: list[str]) -> None:
    """Read the files and folders named, and write their hashes."""
    paths = [Path(name) for name in named]
    files = [file for path in paths for file in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]
    if not files:
        sys.exit("name the files or folders that the course was written from")
    lines = (line for file in files for line in file.read_text("utf-8").splitlines() if not NAMES.match(line))
    hashes = frozenset(found for line in lines for found, _ in runs(line))
    target = Places().modules / "dossier.shingles"
    write(target, hashes, NOTE)
    print(f"{len(hashes)} runs of {len(files)} files in {target}")


if __name__ == "__main__":
    main(sys.argv[1:])
