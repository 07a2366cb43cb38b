"""A session's certificates as one ZIP, for the trainer who hands them out by another way."""

import secrets
import zipfile
from collections.abc import Iterable
from pathlib import Path

_NOTE = """Ces attestations portent des noms : ne les confiez qu'à leur titulaire.
Chaque fichier se nomme d'après le compte de la personne, puis le numéro de l'attestation.

تحمل هذه الشهادات أسماء أشخاص: لا تسلموا كل شهادة إلا إلى صاحبها.
يبدأ اسم كل ملف باسم حساب الشخص، يليه رقم الشهادة.
"""


def pack(path: Path, pages: Iterable[tuple[str, Path]]) -> Path:
    """Write the ZIP, for its owner's eyes only, whole or not at all; `pages` are (learner, page)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    part.touch(mode=0o600)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as made:  # PDFs are compressed already
        made.writestr("LISEZ-MOI اقرأني.txt", _NOTE)
        for learner, page in pages:
            made.write(page, f"{learner}_{page.name}".replace("/", "_"))
    part.replace(path)
    return path
