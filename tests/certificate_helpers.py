"""A small installation with a demo key, and ways to make certificates that an honest issuer would not."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import base45
import cbor2
import cwt
import yaml

from nbparcours.certificate import serial, withdrawn, x509
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import PublicKey, SigningKey
from nbparcours.certificate.sign import PREFIX, seal
from nbparcours.certificate.trust import Trust
from nbparcours.course.places import Places
from nbparcours.course.settings import Settings

#: Drawing an RSA key takes most of a second; who signs the PDF is the same person all through a run.
x509.new_key = cache(x509.new_key)

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)
BOTH = "Fatima-Zahra El Idrissi · فاطمة الزهراء الإدريسي"
NAMES = [
    "Fatima-Zahra El Idrissi",
    BOTH,
    "عبد الرحمان بن عبد القادر التازي",
    "Aïcha N’Diaye",
    "Mohammed O'Neil",
    "Ḥasan Šćepanović-Özdemir",
    "ⵎⵓⵃⴰ ⵓⵍⴰⵎⵉⵏ",
    "مُحَمَّد الأَمِين",
    "Ольга Ковальчук",
    "Nguyễn Thị Hương",
]


@cache
def settings() -> Settings:
    return Settings.model_validate(yaml.safe_load((ROOT / "modules" / "course.yml").read_text("utf-8")))


def places(folder: Path) -> Places:
    return Places(home=ROOT, data=folder)


def claim(name: str = BOTH, **changed: Any) -> Claim:
    fields: dict[str, Any] = {"serial": "0123-4567-89AB-CDEF", "name": name, "course": "traite-maroc"}
    return Claim(**(fields | {"version": "0.1", "on": DAY, "hours": 12} | changed))


def certificate(folder: Path, name: str = BOTH) -> tuple[str, SigningKey]:
    """Return a sealed text and the demo key that sealed it."""
    key = demo_key(places(folder))
    return seal(claim(name, serial=serial.new()), key), key


def raw(text: str) -> bytes:
    return bytes(base45.b45decode(text.removeprefix(PREFIX)))


def text_of(data: bytes) -> str:
    return PREFIX + str(base45.b45encode(data).decode())


def signed(payload: bytes, key: SigningKey) -> str:
    """Sign whatever payload with the issuer's own key, as a mistaken issuer would."""
    signer = cwt.COSEKey.from_pem(key.pem, kid=key.public.kid)
    header = {1: -8, 4: key.public.kid}
    return text_of(cwt.COSE.new().encode_and_sign(payload, signer, protected=header))


def rebuilt(text: str, part: int, value: Any) -> str:
    """Replace one of the four parts of the COSE message and keep the others."""
    message = cbor2.loads(raw(text))
    parts = list(message.value)
    parts[part] = value
    return text_of(cbor2.dumps(cbor2.CBORTag(message.tag, parts), canonical=True))


def known(*keys: SigningKey) -> Trust:
    """Trust these keys, each with a fresh list of what it withdrew: nothing."""
    return trust(*(key.public for key in keys))


def trust(*keys: PublicKey) -> Trust:
    return Trust(keys, [replace(withdrawn.fresh([], [], DAY), by=key) for key in keys], DAY)
