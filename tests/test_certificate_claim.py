"""What a certificate says, under which name, with which key and how small."""

import json
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificate_helpers import BOTH, NAMES, certificate, claim, known, places, raw, settings
from nbparcours.certificate import qr, serial, sign
from nbparcours.certificate.claim import from_cbor, to_cbor
from nbparcours.certificate.errors import CertificateFault, MissingPart, NameFault
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import public_keys, public_list, read_public
from nbparcours.certificate.name import clean, lines
from nbparcours.certificate.sign import unseal
from nbparcours.certificate.words import day


@given(st.binary(min_size=10, max_size=10))
def test_a_serial_is_spelled_and_read_back(data: bytes) -> None:
    spelled = serial.write(data)
    assert serial.read(spelled) == data
    assert [len(group) for group in spelled.split("-")] == [4, 4, 4, 4]
    assert not set("ILOU") & set(spelled)


def test_serials_do_not_repeat() -> None:
    assert len({serial.new() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_survives_its_encoding(name: str) -> None:
    assert from_cbor(to_cbor(claim(name))) == claim(name)


def test_the_payload_holds_six_fields_and_no_more(tmp_path: Path) -> None:
    text, key = certificate(tmp_path)
    found, issuer = unseal(text, known(key).keys)
    assert (found.name, found.course, found.version, found.hours) == (BOTH, "traite-maroc", "0.1", 12)
    assert issuer == key.public
    assert len(raw(text)) == len(to_cbor(found)) + 81  # header with key id, lengths, signature: nothing else


@pytest.mark.parametrize("name", [*NAMES, "فاطمة " * 12 + "الزهراء", "Anne-Marie " * 7])
def test_the_code_stays_within_65_modules(name: str, tmp_path: Path) -> None:
    text, _ = certificate(tmp_path, clean(name))
    assert qr.modules(text) <= 65


def test_the_longest_arabic_name_fits(tmp_path: Path) -> None:
    name = " ".join(["عبدالرحمانو"] * 6 + ["التازي"])
    name += "ة" * (80 - len(name))
    assert len(clean(name)) == 80
    assert qr.modules(certificate(tmp_path, name)[0]) == 65


def test_a_name_is_normalised() -> None:
    assert clean("  Ame\u0301lie\u00a0 Noe\u0308l ") == "Amélie Noël"


BAD_NAMES = {
    "right-to-left mark": "Ali\u200f Baba",
    "override": "Ali \u202eabaB",
    "isolate": "\u2067علي\u2069",
    "arabic letter mark": "علي\u061c",
    "zero width joiner": "علي\u200d",
    "soft hyphen": "A\u00adli",
    "line break": "Ali\nBaba",
    "null": "Ali\0",
    "markup": "<b>Ali</b>",
    "typst": "#image[x]",
    "ampersand": "A & B",
    "identity number": "Ali AB123456",
    "arabic digits": "علي ١٢٣",
    "e-mail": "ali@example.org",
    "only spaces": "   ",
    "empty": "",
    "no letter": "- . -",
    "81 letters": "a" * 81,
    "heavy": "ⵎ" * 60,
    "piled marks": "a" + "\u0332" * 5,
    "private use": "Ali\ue000",
    "surrogate": "Ali\ud800",
    "emoji": "Ali 🙂",
}


@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES.keys())
def test_what_is_not_a_name_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(NameFault) as fault:
        clean(name)
    assert str(fault.value).startswith("this name ")
    assert str(fault.value).isascii()


@given(st.text(max_size=100))
def test_cleaning_is_stable(text: str) -> None:
    try:
        name = clean(text)
    except NameFault:
        return
    assert clean(name) == name


def test_a_name_in_both_scripts_takes_two_lines() -> None:
    assert lines(BOTH) == [("Fatima-Zahra El Idrissi", False), ("فاطمة الزهراء الإدريسي", True)]
    assert lines("علي") == [("علي", True)]
    assert lines("Ali") == [("Ali", False)]
    assert lines("Ali علي Ben") == [("Ali علي Ben", False)]


def test_the_demo_key_is_private_and_made_once(tmp_path: Path) -> None:
    house = places(tmp_path)
    key = demo_key(house)
    path = house.certificates / "keys" / "demo.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(file.name for file in path.parent.iterdir()) == ["demo-document.pem", "demo.pem"]
    assert demo_key(house) == key
    assert "PRIVATE" not in repr(key)


def test_the_public_list_is_a_browsers_key_set_without_the_private_half(tmp_path: Path) -> None:
    house = places(tmp_path)
    assert public_keys(house) == ()
    key = demo_key(house)
    listed = json.loads(public_list(house).read_text("utf-8"))["keys"]
    assert [set(entry) for entry in listed] == [{"kid", "kty", "crv", "x", "issuer", "demo", "x5t#S256"}]
    assert listed[0]["demo"] is True
    assert public_keys(house) == (key.public,)


@pytest.mark.parametrize("change", [{"x": "AAAA"}, {"crv": "P-256"}, {"kid": "00000000"}, {"issuer": "x"}, {"demo": 1}])
def test_a_spoiled_public_list_is_refused(change: dict[str, object], tmp_path: Path) -> None:
    house = places(tmp_path)
    demo_key(house)
    data = json.loads(public_list(house).read_text("utf-8"))
    data["keys"][0] |= change
    public_list(house).write_text(json.dumps(data), "utf-8")
    with pytest.raises(CertificateFault, match="not a list of public keys"):
        read_public(public_list(house))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema":1}', '{"schema":1,"keys":[1]}', "\x00"])
def test_what_is_no_public_list_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(CertificateFault, match="not a list of public keys"):
        read_public(path)


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cbor2", None)
    with pytest.raises(MissingPart, match=r'pip install "nbparcours\[certificate\]"'):
        to_cbor(claim())


def test_importing_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, nbparcours.certificate;"
        "sys.exit(bool({'typst','segno','zxingcpp','pypdfium2','cwt','cbor2','base45','fontTools','PIL',"
        "'cryptography','nbgrader','nbparcours.grading'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_dates_are_moroccos() -> None:
    assert day(date(2026, 8, 1), "fr") == "1er août 2026"
    assert day(date(2026, 8, 1), "ar") == "1 غشت 2026"
    assert day(date(2027, 7, 14), "ar") == "14 يوليوز 2027"


def test_the_course_itself_is_printable_and_short(tmp_path: Path) -> None:
    found = claim(course=settings().id, version=settings().version, hours=settings().hours)
    assert from_cbor(to_cbor(found)) == found
    assert found.hours == 12
    assert sign.PREFIX == "NBP1:"
