"""Take outputs and editors' traces out of source notebooks; keep the cell ids, which are content ids."""

import json
import sys
from pathlib import Path
from typing import Any

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def clean(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with nothing in it but what a person wrote."""
    cells = []
    for cell in raw["cells"]:
        kept = {"cell_type": cell["cell_type"], "id": cell["id"], "metadata": {}}
        if cell["cell_type"] == "code":
            kept |= {"execution_count": None, "outputs": []}
        kept["source"] = "".join(cell["source"]).splitlines(keepends=True)
        cells.append(kept)
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def main() -> int:
    """Rewrite the named notebooks; return 1 when any changed, so that a commit stops."""
    changed = False
    for name in sys.argv[1:]:
        path = Path(name)
        before = path.read_text("utf-8")
        after = json.dumps(clean(json.loads(before)), ensure_ascii=False, indent=1) + "\n"
        if after != before:
            path.write_text(after, "utf-8")
            print(f"cleaned {path}")
            changed = True
    return int(changed)


if __name__ == "__main__":
    sys.exit(main())
