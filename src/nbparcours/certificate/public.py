"""What the issuer gives away: public keys, the list of what was withdrawn, certificates, and the page that verifies."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.keyring import authority_file
from nbparcours.certificate.keys import PublicKey, listed, public_keys, public_list
from nbparcours.certificate.trust import list_file
from nbparcours.course.places import Places

STATIC = Path(__file__).parent / "static"
PAGE = "verifier-hors-ligne.html"
ISSUERS = "issuers.js"


def export(places: Places, folder: Path) -> list[Path]:
    """Write into `folder` everything that others need to verify, and nothing private; return the files."""
    keys = public_keys(places)
    if not keys:
        raise CertificateFault("there is no key yet: `nbparcours keys new` makes one")
    folder.mkdir(parents=True, exist_ok=True)
    lines = list_file(places).read_text("utf-8") if list_file(places).is_file() else ""
    made = [_write(folder / "withdrawn.txt", lines)] if lines else []
    made.append(Path(shutil.copyfile(public_list(places), folder / "public-keys.json")))
    if authority_file(places).is_file():
        made.append(Path(shutil.copyfile(authority_file(places), folder / "authority.crt")))
    made.append(_write(folder / ISSUERS, issuers(keys, lines)))
    made.append(_write(folder / PAGE, standalone(keys, lines)))
    return made


def issuers(keys: tuple[PublicKey, ...], lists: str) -> str:
    """Return the script that tells the page whom it knows; a script, so that a page opened from a folder has it too."""
    known = {"keys": listed(keys)["keys"], "lists": [line for line in lists.split("\n") if line.strip()]}
    return f"globalThis.nbparcoursIssuers = {_safe(known)};\n"


def standalone(keys: tuple[PublicKey, ...], lists: str) -> str:
    """Return the whole page as one file that may be saved, sent and opened without any network."""
    style = _part("verify.css")
    code = f"{issuers(keys, lists)}{_part('verify.js')}\n{_part('decode.js')}".replace("</script", "<\\/script")
    policy = (
        f"default-src 'none'; script-src 'sha256-{_hash(code)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return f"""<!DOCTYPE html>
<html lang="fr" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Vérifier une attestation · التحقق من شهادة</title>
<style>{style}</style>
</head>
<body class="nbv-alone">
<main><div data-verify="fr" data-alone></div></main>
<noscript><p lang="fr">Cette page vérifie une signature dans le navigateur : elle a besoin de JavaScript.</p>
<p lang="ar" dir="rtl">تتحقق هذه الصفحة من التوقيع داخل المتصفح، ولذلك تحتاج إلى JavaScript.</p></noscript>
<script>{code}</script>
</body>
</html>
"""


def _part(name: str) -> str:
    path = STATIC / name
    if not path.is_file():
        raise CertificateFault(f"{path} is missing; run 'make build', which makes it")
    return path.read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _safe(data: object) -> str:
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path
