"""Good and bad certificates: each gets its verdict, none an exception."""

import io
import random
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cbor2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certificate_helpers import DAY, NAMES, certificate, claim, known, raw, rebuilt, settings, signed, text_of, trust
from certificate_helpers import places as house
from nbparcours.certificate import Trust, Verdict, issue, sentence, trusted, verify
from nbparcours.certificate.claim import to_cbor
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import SigningKey
from nbparcours.certificate.qr import svg
from nbparcours.certificate.scan import texts

Made = tuple[str, SigningKey]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return certificate(tmp_path_factory.mktemp("issuer"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return certificate(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SigningKey]:
    folder = tmp_path_factory.mktemp("page")
    path = issue(house(folder), settings(), "s1", "fatima", NAMES[1], on=DAY).path
    return path, demo_key(house(folder))


def picture(text: str) -> Image.Image:
    """Draw a code the plain way, as a screenshot would hold it."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", scale=4, border=4)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


# ---- good


@pytest.mark.parametrize("name", NAMES)
def test_an_honest_certificate_is_valid(name: str, tmp_path: Path) -> None:
    text, key = certificate(tmp_path, name)
    verdict = verify(text, known(key))
    assert verdict.status == "valid"
    assert verdict.claim is not None
    assert (verdict.claim.name, verdict.claim.on, verdict.demo) == (name, DAY, True)


def test_copying_may_break_lines_and_add_spaces(made: Made) -> None:
    text, key = made
    broken = "\n".join(text[at : at + 60] for at in range(0, len(text), 60))
    assert verify(f"  {broken}\r\n", known(key)).status == "valid"


def test_the_key_is_found_among_several(made: Made, other: Made) -> None:
    assert verify(made[0], known(other[1], made[1])).status == "valid"


def test_pdf_picture_and_text_file_all_serve(page: tuple[Path, SigningKey], tmp_path: Path) -> None:
    path, key = page
    found = verify(path, known(key))
    assert found.status == "valid"
    text = raw_text(path)
    picture(text).save(tmp_path / "shot.png")
    picture(text).rotate(90, expand=True).save(tmp_path / "photo.jpg", quality=60)
    (tmp_path / "code.txt").write_text(text + "\n")
    for name in ("shot.png", "photo.jpg", "code.txt"):
        assert verify(tmp_path / name, known(key)) == found


def raw_text(path: Path) -> str:
    return texts(path)[0]


# ---- bad


@pytest.mark.parametrize("share", [at / 40 for at in range(40)])
def test_one_changed_byte_is_never_valid(share: float, made: Made) -> None:
    text, key = made
    data = bytearray(raw(text))
    at = int(share * len(data))
    for bit in (0, 3, 7):
        data[at] ^= 1 << bit
        expected = "unknown issuer" if 8 <= at < 12 else "altered"
        assert verify(text_of(bytes(data)), known(key)).status == expected
        data[at] ^= 1 << bit


def test_no_single_character_of_the_text_can_be_changed(made: Made) -> None:
    text, key = made
    for at in range(5, len(text), 7):
        swapped = "A" if text[at] != "A" else "B"
        assert verify(text[:at] + swapped + text[at + 1 :], known(key)).status != "valid"


@pytest.mark.parametrize("length", [6, 7, 12, 20, 40, 100, 200, -64, -2, -1])
def test_a_truncated_certificate_is_altered(length: int, made: Made) -> None:
    assert verify(made[0][:length], known(made[1])).status == "altered"


def test_another_key_is_an_unknown_issuer(made: Made, other: Made) -> None:
    assert verify(made[0], known(other[1])).status == "unknown issuer"
    assert verify(made[0], Trust()).status == "unknown issuer"


def test_another_key_under_the_same_id_is_altered(made: Made, other: Made) -> None:
    forged = SigningKey(public=made[1].public, pem=other[1].pem)
    assert verify(signed(to_cbor(claim()), forged), known(made[1])).status == "altered"


def test_a_signature_does_not_carry_over_to_another_name(made: Made) -> None:
    text, key = made
    assert verify(rebuilt(text, 2, to_cbor(claim("Autre Personne"))), known(key)).status == "altered"


def test_the_header_admits_nothing_more(made: Made) -> None:
    text, key = made
    assert verify(rebuilt(text, 1, {4: key.public.kid}), known(key)).status == "altered"
    assert verify(rebuilt(text, 0, b""), known(key)).status == "altered"
    for header in ({1: -7, 4: key.public.kid}, {1: -8}, {4: key.public.kid}, {1: -8, 4: key.public.kid, 9: 1}):
        assert verify(rebuilt(text, 0, cbor2.dumps(header)), known(key)).status == "altered"


@pytest.mark.parametrize("tail", [b"\x00", b"\xf6", b"trailing", b"\x00" * 100])
def test_trailing_data_is_altered(tail: bytes, made: Made) -> None:
    assert verify(text_of(raw(made[0]) + tail), known(made[1])).status == "altered"


def test_a_longer_spelling_of_the_same_message_is_altered(made: Made) -> None:
    data = raw(made[0])
    at = data.index(b"\x58\x40", len(data) - 70)
    assert verify(text_of(data[:at] + b"\x59\x00\x40" + data[at + 2 :]), known(made[1])).status == "altered"


FIELDS = {1: bytes(10), 2: "Fatima", 3: "traite-maroc", 4: "0.1", 5: 20780, 6: 12}
WRONG = {
    "no map": [1, 2],
    "empty map": {},
    "a score too many": FIELDS | {7: 90},
    "a field missing": {key: FIELDS[key] for key in (1, 2, 3, 4, 5)},
    "short serial": FIELDS | {1: bytes(9)},
    "serial as text": FIELDS | {1: "0123456789"},
    "name as bytes": FIELDS | {2: b"Fatima"},
    "name with a right-to-left override": FIELDS | {2: "Ali \u202eabaB"},
    "name not normalised": FIELDS | {2: "Ame\u0301lie"},
    "name of 500 letters": FIELDS | {2: "a" * 500},
    "empty course": FIELDS | {3: ""},
    "course with a line break": FIELDS | {3: "a\nb"},
    "date as text": FIELDS | {5: "2026-11-23"},
    "date as truth": FIELDS | {5: True},
    "date beyond the calendar": FIELDS | {5: 10**9},
    "date before 1970": FIELDS | {5: -1},
    "hours as truth": FIELDS | {6: True},
    "no hours": FIELDS | {6: 0},
    "hours as a fraction": FIELDS | {6: 12.5},
    "nested": FIELDS | {6: {1: [[[]]]}},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_claim_is_altered_even_when_signed(fields: object, made: Made) -> None:
    text = signed(cbor2.dumps(fields, canonical=True), made[1])
    assert verify(text, known(made[1])).status == "altered"


def test_the_honest_twin_of_the_wrong_claims_is_valid(made: Made) -> None:
    assert verify(signed(cbor2.dumps(FIELDS, canonical=True), made[1]), known(made[1])).status == "valid"


def test_unordered_and_doubled_fields_are_altered(made: Made) -> None:
    payload = cbor2.dumps(FIELDS, canonical=True)
    doubled = b"\xa7" + payload[1:] + payload[-2:]
    unordered = cbor2.dumps(dict(reversed(FIELDS.items())))
    for changed in (doubled, unordered, payload + b"\x00"):
        assert verify(signed(changed, made[1]), known(made[1])).status == "altered"


@pytest.mark.parametrize("text", ["", " ", "bonjour", "HC1:6BF", "NBP2:ABC", "nbp1:ABC", "https://example.org", "\0"])
def test_anything_else_is_not_a_certificate(text: str, made: Made) -> None:
    assert verify(text, known(made[1])).status == "not a certificate"


@pytest.mark.parametrize("body", ["", "abc", "é", "A", ":::", "😀" * 9, "0" * 100_000, "A" * 900])
def test_rubbish_behind_the_prefix_is_altered(body: str, made: Made) -> None:
    assert verify("NBP1:" + body, known(made[1])).status == "altered"


HOSTILE = {
    "deep arrays": b"\x81" * 600 + b"\x00",
    "deep tags": b"\xc1" * 600 + b"\x00",
    "array of 2^40": b"\x9b" + (2**40).to_bytes(8, "big"),
    "array of 2^28": b"\x9a" + (2**28).to_bytes(4, "big"),
    "text of 2^62": b"\x7b" + (2**62).to_bytes(8, "big"),
    "map of 2^40": b"\xbb" + (2**40).to_bytes(8, "big"),
    "endless": b"\x9f" * 600,
    "big number": b"\xc2\x59\x02\x00" + b"\xff" * 512,
}
_RUN = """
import sys
from nbparcours.certificate import Trust, verify
from nbparcours.certificate.keys import PublicKey
from nbparcours.course.text import Text
key = PublicKey(bytes(4), bytes(32), Text(fr="x", ar="x"), True)
print(verify(sys.stdin.read(), Trust((key,))).status)
"""


@pytest.mark.parametrize("tail", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_message_costs_no_memory(tail: bytes) -> None:
    head = bytes.fromhex("d28449a201270444") + bytes(4) + b"\xa0"
    limit = (1_500_000_000, 1_500_000_000)
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        input=text_of(head + tail),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("altered", 0), done.stderr


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert verify(text, Trust()).claim is None
    assert verify("NBP1:" + text, Trust()).claim is None


@given(st.binary(max_size=300))
def test_no_message_raises(data: bytes) -> None:
    assert verify(text_of(data), Trust()).status in ("altered", "unknown issuer")
    assert verify(text_of(bytes.fromhex("d28449a201270444") + data), Trust()).status in ("altered", "unknown issuer")


# ---- files


def test_what_cannot_be_read_says_so(tmp_path: Path, page: tuple[Path, SigningKey]) -> None:
    pdf = page[0].read_bytes()
    files = {
        "empty.txt": b"",
        "binary.bin": bytes(range(256)),
        "head.pdf": b"%PDF-1.7\n",
        "cut.pdf": pdf[: len(pdf) // 2],
        "cut.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "cut.jpg": b"\xff\xd8\xff" + bytes(50),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert verify(tmp_path / name, known(page[1])).status == "unreadable", name
    assert verify(tmp_path, Trust()).status == "unreadable"
    assert verify(tmp_path / "absent", Trust()).status == "unreadable"
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    assert verify(tmp_path / "blank.png", Trust()).status == "unreadable"


def test_sizes_are_bounded(tmp_path: Path, made: Made) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(30_000_000)
    assert verify(tmp_path / "huge.txt", Trust()).status == "unreadable"
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    assert verify(tmp_path / "bomb.png", Trust()).status == "unreadable"


def test_a_page_of_absurd_size_is_rendered_small(tmp_path: Path) -> None:
    box = b"[0 0 14000000 14000000]"
    (tmp_path / "wide.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox" + box + b">>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    assert verify(tmp_path / "wide.pdf", Trust()).status == "unreadable"


def test_a_strange_code_is_not_a_certificate(tmp_path: Path) -> None:
    picture("https://example.org/x").save(tmp_path / "code.png")
    assert verify(tmp_path / "code.png", Trust()).status == "not a certificate"


def test_two_certificates_in_one_picture_have_no_verdict(tmp_path: Path, made: Made, other: Made) -> None:
    left, right = picture(made[0]), picture(other[0])
    both = Image.new("L", (left.width + right.width, max(left.height, right.height)), 255)
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    both.save(tmp_path / "both.png")
    assert verify(tmp_path / "both.png", known(made[1])).status == "unreadable"


def test_random_damage_to_the_file_never_raises(tmp_path: Path, page: tuple[Path, SigningKey]) -> None:
    chance, data = random.Random(7), page[0].read_bytes()
    for turn in range(12):
        spoiled = bytearray(data)
        for _ in range(40):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        (tmp_path / f"{turn}.pdf").write_bytes(spoiled)
        verdict = verify(tmp_path / f"{turn}.pdf", known(page[1]))
        assert verdict.claim is None or verdict.claim.name == NAMES[1]


# ---- words


def test_a_valid_certificate_is_said_with_what_to_compare(made: Made) -> None:
    verdict = verify(made[0], known(made[1]))
    french, arabic = sentence(verdict, "fr"), sentence(verdict, "ar")
    for said in (french, arabic):
        assert verdict.claim is not None
        assert verdict.claim.name in said
        assert verdict.claim.serial in said
    assert french.startswith("SPECIMEN")
    assert "23 novembre 2026" in french
    assert arabic.startswith("نموذج")
    assert "23 نونبر 2026" in arabic


def test_a_real_issuers_certificate_is_no_specimen(made: Made) -> None:
    verdict = verify(made[0], trust(replace(made[1].public, demo=False)))
    assert not verdict.demo
    assert "SPECIMEN" not in sentence(verdict, "fr")
    assert "نموذج" not in sentence(verdict, "ar")


@pytest.mark.parametrize("status", ["altered", "unknown issuer", "not a certificate", "unreadable"])
def test_every_verdict_has_its_sentence(status: str) -> None:
    said = {lang: sentence(Verdict(status), lang) for lang in ("fr", "ar")}  # type: ignore[arg-type]
    assert said["fr"].isprintable()
    assert any("\u0600" <= sign <= "\u06ff" for sign in said["ar"])


def test_no_keys_are_known_before_the_first_certificate(tmp_path: Path, made: Made) -> None:
    assert verify(made[0], trusted(house(tmp_path))).status == "unknown issuer"


def test_the_drawn_code_is_the_text(made: Made) -> None:
    assert svg(made[0]).startswith("<svg")
