"""What becomes of a certificate: its page's signature, withdrawal, another name, erasure, the badge."""

import io
import json
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jsonschema
import pytest
from asn1crypto import tsp, x509
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificate_helpers import BOTH, DAY, claim, known, places, settings
from nbparcours.certificate import CertificateFault, Trust, badge, issue, trusted, verify, withdrawn
from nbparcours.certificate.claim import to_json
from nbparcours.certificate.keyfile import private
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.lifecycle import claim_of, erase, page_for, publish_list, reissue, revoke
from nbparcours.certificate.register import Register
from nbparcours.certificate.sign import seal
from nbparcours.certificate.x509 import new_key
from nbparcours.course.places import Places
from postgres_helpers import postgres


@pytest.fixture
def house(tmp_path: Path) -> Places:
    return places(tmp_path)


def status(house: Places, path: Path) -> str:
    return verify(path, trusted(house)).status


# ---- the page's own signature


def test_two_readers_find_the_signature_intact(house: Places) -> None:
    path = issue(house, settings(), "s1", "fatima", BOTH, on=DAY).path
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    key = demo_key(house).document
    assert key
    roots = list(load_certs_from_pemder_data(key.chain))[1:]
    signature = PdfFileReader(io.BytesIO(path.read_bytes())).embedded_regular_signatures[0]
    state = validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False))
    assert state.bottom_line
    assert state.trusted


@pytest.mark.parametrize("how", ["a byte", "something behind", "signed anew by a stranger"])
def test_a_page_retouched_around_a_genuine_code_is_altered(how: str, house: Places, tmp_path: Path) -> None:
    made = issue(house, settings(), "s1", "fatima", BOTH, on=DAY).path
    publish_list(house, demo_key(house))
    assert status(house, made) == "valid"
    data = made.read_bytes()
    if how == "a byte":
        at = data.index(b"/Lang")
        data = data[: at - 40] + bytes([data[at - 40] ^ 1]) + data[at - 39 :]
    elif how == "something behind":
        data += b"\n% and more\n%%EOF\n"
    else:
        new_key.cache_clear()  # type: ignore[attr-defined]
        other = demo_key(places(tmp_path / "stranger"))
        from nbparcours.certificate import pades, pdf

        own = demo_key(house)
        text = seal(claim_of(house, made.stem), own)
        assert other.document
        data = pades.sign(pdf.render(house, settings(), claim("Autre Personne"), text, own.public), other.document)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    assert status(house, changed) == "altered"


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A timestamp authority on this machine: its address, and its root certificate."""
    from nbparcours.certificate import x509 as own

    key = new_key(2048)
    root = own.authority(key, "Horodatage")
    from cryptography import x509 as crypto_x509
    from cryptography.hazmat.primitives import hashes, serialization

    stamp = (
        crypto_x509.CertificateBuilder()
        .subject_name(root.subject)
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(root.not_valid_before_utc)
        .not_valid_after(root.not_valid_after_utc)
        .add_extension(crypto_x509.ExtendedKeyUsage([crypto_x509.ObjectIdentifier("1.3.6.1.5.5.7.3.8")]), critical=True)
        .add_extension(
            crypto_x509.KeyUsage(True, False, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    der = stamp.public_bytes(serialization.Encoding.DER)
    (tmp_path / "tsa.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    from pyhanko.keys import load_private_key_from_pemder_data

    loaded = load_private_key_from_pemder_data(private(key), None)
    maker = DummyTimeStamper(x509.Certificate.load(der), loaded)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = maker.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep the tests' output quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", tmp_path / "tsa.pem"
    server.shutdown()


@pytest.mark.parametrize("level", ["B-T", "B-LTA"])
def test_a_timestamp_authority_lengthens_the_signatures_life(
    level: str, authority: tuple[str, Path], house: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBPARCOURS_TSA", authority[0])
    if level == "B-LTA":
        monkeypatch.setenv("NBPARCOURS_TSA_ROOTS", str(authority[1]))
    made = issue(house, settings(), "s1", "fatima", BOTH, on=DAY).path
    publish_list(house, demo_key(house))
    reader = PdfFileReader(io.BytesIO(made.read_bytes()))
    unsigned = reader.embedded_regular_signatures[0].signer_info["unsigned_attrs"]
    assert "signature_time_stamp_token" in [one["type"].native for one in unsigned]
    long_term = "/DSS" in reader.root and bool(reader.embedded_timestamp_signatures)
    assert long_term == (level == "B-LTA")
    assert status(house, made) == "valid"
    assert "Signature is Valid" in subprocess.run(["pdfsig", made], capture_output=True, text=True).stdout


# ---- withdrawn, made anew, forgotten


def test_a_revoked_certificate_is_told_and_not_issued_again(house: Places) -> None:
    made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
    publish_list(house, key)
    assert status(house, made.path) == "valid"
    revoke(house, made.serial, key, "issued by mistake")
    assert status(house, made.path) == "revoked"
    assert page_for(house, "s1", "fatima") is None
    with pytest.raises(CertificateFault, match="is revoked"):
        issue(house, settings(), "s1", "fatima", BOTH)
    with pytest.raises(CertificateFault, match="no certificate has the number"):
        revoke(house, "0000-0000-0000-0000", key)


def test_another_name_is_another_certificate(house: Places) -> None:
    first, key = issue(house, settings(), "s1", "fatima", "Fatma Idrissi", on=DAY), demo_key(house)
    second = reissue(house, settings(), "s1", "fatima", BOTH, key, "spelling")
    assert second.serial != first.serial
    assert (status(house, first.path), status(house, second.path)) == ("revoked", "valid")
    assert page_for(house, "s1", "fatima") == second.path
    assert issue(house, settings(), "s1", "fatima", BOTH).serial == second.serial


def test_after_erasure_the_signature_holds_and_nobody_is_named(house: Places) -> None:
    made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
    kept = made.path.with_suffix(".copy")
    kept.write_bytes(made.path.read_bytes())
    erase(house, made.serial, key, "asked for")
    verdict = verify(kept, trusted(house))
    assert (verdict.status, verdict.erased) == ("valid", True)
    assert not made.path.exists()
    assert Register(house).find(made.serial).name == ""
    with pytest.raises(CertificateFault, match="is erased"):
        issue(house, settings(), "s1", "fatima", BOTH)
    with pytest.raises(CertificateFault, match="nothing is left to change"):
        revoke(house, made.serial, key)


def test_what_was_revoked_before_it_was_erased_stays_revoked(house: Places) -> None:
    made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
    kept = made.path.with_suffix(".copy")
    kept.write_bytes(made.path.read_bytes())
    revoke(house, made.serial, key)
    erase(house, made.serial, key)
    assert status(house, kept) == "revoked"


def test_the_log_can_only_grow_and_shows_tampering(house: Places) -> None:
    made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
    revoke(house, made.serial, key, "mistake")
    log = Register(house).log()
    assert [(line[2], line[3], line[4]) for line in log] == [
        ("issue", made.serial, ""),
        ("revoke", made.serial, "mistake"),
    ]
    assert "Fatima" not in str(log)
    base = sqlite3.connect(house.certificates / "register.sqlite")
    for change in ("UPDATE audit SET reason = ''", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            base.execute(change)
    base.execute("DROP TRIGGER audit_UPDATE")
    base.execute("UPDATE audit SET reason = 'none' WHERE line = 2")
    base.commit()
    base.close()
    with pytest.raises(CertificateFault, match="line 2 of the audit log"):
        Register(house).log()


def test_postgresql_serves_as_the_register(house: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres() as address:
        monkeypatch.setenv("NBPARCOURS_REGISTER", address)
        made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
        assert issue(house, settings(), "s1", "fatima", BOTH).serial == made.serial
        revoke(house, made.serial, key, "mistake")
        assert status(house, made.path) == "revoked"
        assert [line[2] for line in Register(house).log()] == ["issue", "revoke"]
        import psycopg

        with (
            psycopg.connect(address.replace("+psycopg", "")) as base,
            pytest.raises(psycopg.Error, match="append-only"),
        ):
            base.execute("DELETE FROM audit")
    assert not (house.certificates / "register.sqlite").exists()
    with pytest.raises(CertificateFault, match="cannot be used"):
        Register(house)


# ---- the list


def test_a_list_is_signed_dated_and_no_certificate(house: Places) -> None:
    key, today = demo_key(house), date(2026, 11, 27)
    text = withdrawn.seal(withdrawn.fresh(["0000-0000-0000-0001"], [], today), key)
    found = withdrawn.unseal(text, [key.public])
    assert (found.issued, found.until) == (today, today + timedelta(days=90))
    assert found.revoked == {"0000-0000-0000-0001"}
    with pytest.raises(CertificateFault):
        withdrawn.unseal(text[:-3] + "000", [key.public])
    as_claim = verify("NBP1:" + text.removeprefix("NBR1:"), known(key))
    assert as_claim.status == "altered"
    assert verify(text, known(key)).status == "not a certificate"


def test_a_list_ages(house: Places) -> None:
    key = demo_key(house)
    listed = withdrawn.unseal(withdrawn.seal(withdrawn.fresh([], [], DAY), key), [key.public])
    text = seal(claim(), key)
    for days, expected in ((0, "valid"), (90, "valid"), (91, "list too old")):
        assert verify(text, Trust([key.public], [listed], DAY + timedelta(days=days))).status == expected


# ---- the badge and the schema


def test_the_badge_says_the_same_and_an_independent_program_checks_it(house: Places) -> None:
    made, key = issue(house, settings(), "s1", "fatima", BOTH, on=DAY), demo_key(house)
    token = badge.write(settings(), claim_of(house, made.serial), key)
    assert key.document
    from cryptography import x509 as crypto_x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    first = crypto_x509.load_pem_x509_certificates(key.document.chain)[0].public_key()
    checker = OB3Verifier(first.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    found = checker.verify(token)
    assert found.id == f"urn:nbparcours:{made.serial}"
    assert found.achievement.name.startswith(settings().title.fr)
    subject = found.raw["credentialSubject"] if found.raw else {}
    assert subject["identifier"][0]["identityHash"] == BOTH
    head, body, signature = token.split(".")
    with pytest.raises(OB3VerificationError):
        checker.verify(f"{head}.{body[:-4]}AAAA.{signature}")


def test_the_claims_json_keeps_to_its_schema() -> None:
    from nbparcours.certificate import claim as room

    schema = json.loads(Path(room.__file__).with_name("claim.schema.json").read_text("utf-8"))
    plain = json.loads(json.dumps(schema).replace("\\\\p{L}\\\\p{M}", "\\\\w"))  # Python's re knows no properties
    check = jsonschema.Draft202012Validator(plain).is_valid
    assert check(to_json(claim()))
    assert set(to_json(claim())) == set(schema["required"])
    for wrong in ({"score": 90}, {"serial": "1"}, {"hours": 0}, {"name": "a" * 81}):
        assert not check(to_json(claim()) | wrong)
