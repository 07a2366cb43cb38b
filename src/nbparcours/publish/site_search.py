"""The index of the search, made by Pagefind from the finished pages. It is fetched only by who searches."""

import json
import subprocess
import sys
from pathlib import Path

from nbparcours.publish.site_source import SiteError

#: What is not worth finding: the way around, answers, and lists of what stands elsewhere.
_LEFT_OUT = "nav, .crumb, .take, nbp-activity details, .nbp-figure, script, .end, [data-tool]"
#: Pagefind's own pages, which ours replace.
_UNUSED = ("pagefind-ui*", "pagefind-modular-ui*", "pagefind-component-ui*", "pagefind-highlight*")


def index(site: Path) -> None:
    """Write `site/pagefind`, one index a language."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "{fr,ar}/*.html", "--silent"]
    done = subprocess.run([*command, "--exclude-selectors", _LEFT_OUT], capture_output=True, text=True)
    if done.returncode:
        raise SiteError(f"the search could not be indexed: {(done.stderr or done.stdout).strip()[-400:]}")
    for pattern in _UNUSED:
        for path in (site / "pagefind").glob(pattern):
            path.unlink()
    _sort(site / "pagefind" / "pagefind-entry.json")


def _sort(entry: Path) -> None:
    """Put the languages in order: Pagefind lists them as they come, and the same pages have to give the same bytes."""
    about = json.loads(entry.read_text("utf-8"))
    entry.write_text(json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")
