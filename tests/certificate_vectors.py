"""Makes `tests/vectors/certificates.json`: good and bad certificates that the command and the page must judge alike.

Run it as a program after a change of the format; the keys are drawn anew each time, only their public halves are kept.
"""

import json
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import cbor2
import cwt

from certificate_helpers import BOTH, ROOT, claim, places, raw, rebuilt, signed, text_of
from nbparcours.certificate import withdrawn
from nbparcours.certificate.claim import to_cbor
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import PublicKey, SigningKey, listed
from nbparcours.certificate.sign import seal
from nbparcours.course.text import Text

FILE = ROOT / "tests" / "vectors" / "certificates.json"
TODAY = date(2026, 11, 27)
FIELDS = {1: bytes(range(10)), 2: "Fatima", 3: "traite-maroc", 4: "0.1", 5: 20780, 6: 12}
NAMES = {
    "latin": "Fatima-Zahra El Idrissi",
    "both scripts": BOTH,
    "arabic alone": "عبد الرحمان بن عبد القادر التازي",
    "typographic apostrophe": "Aïcha N’Diaye",
    "straight apostrophe": "Mohammed O'Neil",
    "diacritics": "Ḥasan Šćepanović-Özdemir",
    "vowel signs": "مُحَمَّد الأَمِين",
    "tifinagh": "ⵎⵓⵃⴰ ⵓⵍⴰⵎⵉⵏ",
    "cyrillic": "Ольга Ковальчук",
    "homoglyph: Cyrillic A in a Latin name": "Аmina Alaoui",
    "longest": "Marie-Noëlle D’Almeida-Šćepanović de la Rochefoucauld-Ouattara N’Diaye Ḥasanī",
}
MARKS = {
    "right-to-left mark": "Ali\u200f Baba",
    "right-to-left override": "Ali \u202eabaB",
    "isolate": "\u2067علي\u2069",
    "zero width joiner": "علي\u200d",
    "byte order mark in front": "\ufeffAli",
    "not normalised": "Ame\u0301lie",
    "two spaces": "Ali  Baba",
    "digits": "Ali AB123456",
    "five hundred letters": "a" * 500,
}
WRONG = {
    "a score too many": FIELDS | {7: 90},
    "a field missing": {key: FIELDS[key] for key in (1, 2, 3, 4, 5)},
    "date as truth": FIELDS | {5: True},
    "date before 1970": FIELDS | {5: -1},
    "date beyond the calendar": FIELDS | {5: 10**9},
    "hours as a fraction": FIELDS | {6: 12.5},
    "course with a line break": FIELDS | {3: "a\nb"},
}


def key(folder: Path, issuer: Text, demo: bool = False) -> SigningKey:
    made = demo_key(places(folder))
    return replace(made, public=PublicKey(made.public.kid, made.public.raw, issuer, demo))


def cases(a: SigningKey, a2: SigningKey, stranger: SigningKey, demo: SigningKey) -> list[dict[str, Any]]:
    good = seal(claim(serial="0000-0000-0000-0001"), a)
    data = raw(good)
    at = data.index(b"\x58\x40", len(data) - 70)
    made: list[dict[str, Any]] = []

    def add(name: str, text: str, status: str, trust: str = "fresh", **more: Any) -> None:
        made.append({"name": name, "text": text, "trust": trust, "status": status, **more})

    for name, spelled in NAMES.items():
        add(f"name: {name}", seal(claim(spelled, serial="0000-0000-0000-0002"), a), "valid")
    for name, spelled in MARKS.items():
        add(f"bad name though signed: {name}", signed(cbor2.dumps(FIELDS | {2: spelled}, canonical=True), a), "altered")
    for name, fields in WRONG.items():
        add(f"wrong claim though signed: {name}", signed(cbor2.dumps(fields, canonical=True), a), "altered")
    add("honest twin of the wrong claims", signed(cbor2.dumps(FIELDS, canonical=True), a), "valid")
    add("an older key of the same issuer", seal(claim(), a2), "valid")
    add("demonstration key", seal(claim(), demo), "valid", demo=True)
    add("copied with line breaks and spaces", "  " + good[:70] + "\r\n" + good[70:] + "\n", "valid")
    for where in (3, 9, 14, 30, len(data) // 2, len(data) - 1):
        spoiled = bytearray(data)
        spoiled[where] ^= 1
        add(f"byte {where} altered", text_of(bytes(spoiled)), "unknown issuer" if 8 <= where < 12 else "altered")
    add("one character altered", good[:120] + ("A" if good[120] != "A" else "B") + good[121:], "altered")
    add("replayed under another name", rebuilt(good, 2, to_cbor(claim("Autre Personne"))), "altered")
    add("a stranger's key", seal(claim(), stranger), "unknown issuer")
    forged = replace(stranger, public=a.public)
    add("a stranger's key under the issuer's id", signed(to_cbor(claim()), forged), "altered")
    add("signed for another purpose", text_of(_sealed_for(b"NBR1", to_cbor(claim()), a)), "altered")
    for length in (5, 6, 40, 200, -2, -1):
        add(f"truncated at {length}", good[:length], "altered")
    add("trailing byte", text_of(data + b"\x00"), "altered")
    add("longer spelling", text_of(data[:at] + b"\x59\x00\x40" + data[at + 2 :]), "altered")
    add("second header filled", rebuilt(good, 1, {4: a.public.kid}), "altered")
    add("huge", "NBP1:" + "0" * 100_000, "altered")
    add("array of 2^40", text_of(data[:12] + b"\x9b" + (2**40).to_bytes(8, "big")), "altered")
    add("deep", text_of(data[:12] + b"\xa0" + b"\x81" * 500), "altered")
    add("no base45", "NBP1:é", "altered")
    add("lower case", good.lower(), "not a certificate")
    add("another kind of code", "https://example.org/x", "not a certificate")
    add("revoked", seal(claim(serial="0000-0000-0000-00RV"), a), "revoked")
    add("revoked, says an old list", seal(claim(serial="0000-0000-0000-00RV"), a), "revoked", "old")
    add("revoked later than the old list", seal(claim(serial="0000-0000-0000-00RW"), a), "list too old", "old")
    add("holder erased", seal(claim(serial="0000-0000-0000-00ER"), a), "valid", erased=True)
    add("list expired", good, "list too old", "old")
    add("list missing", good, "list too old", "none")
    add("another issuer's list", good, "list too old", "another's")
    add("last day of the list", good, "valid", "last day")
    add("no keys", good, "unknown issuer", "nobody")
    return made


def _sealed_for(purpose: bytes, payload: bytes, key: SigningKey) -> bytes:
    signer = cwt.COSEKey.from_pem(key.pem, kid=key.public.kid)
    header = {1: -8, 4: key.public.kid}
    return bytes(cwt.COSE.new().encode_and_sign(payload, signer, protected=header, external_aad=purpose))


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    ours = Text(fr="Association exemple", ar="جمعية المثال")
    theirs = Text(fr="Autre organisme", ar="جهة أخرى")
    a, a2 = key(folder / "a", ours), key(folder / "a2", ours)
    stranger, other = key(folder / "s", theirs), key(folder / "o", theirs)
    demo = key(folder / "d", Text(fr="clé d'essai", ar="مفتاح تجريبي"), demo=True)
    keys = listed([a.public, a2.public, other.public, demo.public])["keys"]
    revoked, erased = ["0000-0000-0000-00RV"], ["0000-0000-0000-00ER"]

    def lists(days: int, *more: str) -> list[str]:
        issued = TODAY - timedelta(days=days)
        return [withdrawn.seal(withdrawn.fresh([*revoked, *more], erased, issued), one) for one in (a2, demo)]

    nothing = withdrawn.seal(withdrawn.fresh(["0000-0000-0000-0001"], [], TODAY), other)
    trusts = {
        "fresh": {"keys": keys, "lists": [*lists(200), *lists(1, "0000-0000-0000-00RW")]},
        "old": {"keys": keys, "lists": lists(91)},
        "last day": {"keys": keys, "lists": lists(90)},
        "none": {"keys": keys, "lists": []},
        "another's": {"keys": keys, "lists": [nothing]},
        "nobody": {"keys": [], "lists": []},
    }
    made = {"today": TODAY.isoformat(), "trusts": trusts, "cases": cases(a, a2, stranger, demo)}
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(made['cases'])} cases", file=sys.stderr)


if __name__ == "__main__":
    main()
