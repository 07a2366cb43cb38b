"""The page that verifies certificates, as the site serves it: its scripts, whom it knows, and the file to keep."""

import shutil
from pathlib import Path

from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.keys import public_keys, read_public
from nbparcours.certificate.public import ISSUERS, PAGE, STATIC, issuers, standalone
from nbparcours.certificate.trust import list_file
from nbparcours.course.places import Places
from nbparcours.publish.files import write


def put(places: Places, static: Path) -> None:
    """Write `static/verify/`; the issuers come from `book/issuers/` (what `keys export-public` wrote), or from here."""
    folder = static / "verify"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("verify.js", "verify.css", "decode.js"):
        if not (STATIC / name).is_file():
            raise CertificateFault(f"{STATIC / name} is missing; run 'make build', which makes it")
        shutil.copyfile(STATIC / name, folder / name)
    given = places.home / "book" / "issuers"
    path = given / "public-keys.json"
    keys = read_public(path) if path.is_file() else public_keys(places)
    lists = given / "withdrawn.txt" if path.is_file() else list_file(places)
    lines = lists.read_text("utf-8") if lists.is_file() else ""
    write(folder / ISSUERS, issuers(keys, lines))
    write(folder / PAGE, standalone(keys, lines))
