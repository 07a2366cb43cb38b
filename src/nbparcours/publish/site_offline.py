"""The list of files that a reader may keep on their device, which the service worker reads."""

import hashlib
import json
from pathlib import Path

from nbparcours.course.text import LANGUAGES
from nbparcours.publish.files import write

LIST = "offline-files.js"
#: Too heavy for a copy that nobody asked for piece by piece; each can be downloaded by itself.
_LEFT_OUT = {"notebooks", "handouts", "exports"}
_SHARED = {"static", "pagefind"}


def list_files(site: Path) -> None:
    """Write the names and sizes of what each language needs, and a version that changes with any byte of it."""
    files = {lang: _of(site, lang) for lang in LANGUAGES}
    made = hashlib.sha256()
    for name in sorted({name for names in files.values() for name in names} | {"sw.js"}):
        made.update(name.encode())
        made.update((site / name).read_bytes())
    sizes = {lang: sum((site / name).stat().st_size for name in names) for lang, names in files.items()}
    told = {"version": made.hexdigest()[:16], "sizes": sizes, "files": files}
    write(site / LIST, f"self.OFFLINE = {json.dumps(told, separators=(',', ':'))};\n")


def _of(site: Path, lang: str) -> list[str]:
    kept = ["index.html"]
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        steps = path.relative_to(site).parts
        other_index = steps[0] == "pagefind" and _language(steps[-1]) not in {"", lang}
        font = lang == "fr" and path.suffix == ".woff2"
        if (steps[0] == lang or steps[0] in _SHARED) and not _LEFT_OUT & set(steps) and not (other_index or font):
            kept.append("/".join(steps))
    return kept


def _language(name: str) -> str:
    """Return the language that a file of Pagefind's index is for, or nothing where it serves all."""
    return next((lang for lang in LANGUAGES if name.startswith((f"{lang}_", f"pagefind.{lang}_", f"wasm.{lang}."))), "")
