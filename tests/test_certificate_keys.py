"""The issuer's keys: encrypted, rotated, given away without their private halves, or kept in a token."""

import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import load_pem_x509_certificate

from certificate_helpers import BOTH, DAY, claim, places, settings
from nbparcours.certificate import CertificateFault, issue, trusted, verify
from nbparcours.certificate.imported import from_pkcs12, from_token
from nbparcours.certificate.keyring import Keyring
from nbparcours.certificate.lifecycle import publish_list
from nbparcours.certificate.pades import signer
from nbparcours.certificate.parcel import pack
from nbparcours.certificate.public import export
from nbparcours.certificate.sign import seal
from nbparcours.course.text import Text

ISSUER = Text(fr="Association exemple", ar="جمعية المثال")
PASSPHRASE = "cheval correct agrafe pile"
COMMAND = Path(sys.executable).with_name("nbparcours")
HSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    made = Keyring(places(tmp_path_factory.mktemp("ring")))
    made.new(ISSUER, PASSPHRASE)
    return made


def test_a_key_opens_with_its_passphrase_alone(ring: Keyring) -> None:
    key = ring.unlock(PASSPHRASE)
    assert (key.public.issuer, key.public.demo) == (ISSUER, False)
    assert "PRIVATE" not in repr(key)
    with pytest.raises(CertificateFault, match=r"does not open claim\.pem"):
        ring.unlock("autre phrase de passe")
    with pytest.raises(CertificateFault, match="fewer than 12"):
        ring.new(ISSUER, "court")
    assert len(ring.entries()) == 1


def test_nothing_private_lies_in_the_clear_and_nobody_else_may_look(ring: Keyring) -> None:
    files = [path for path in ring.folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"claim.pem", "document.pem", "authority.pem", "ring.json"}
    for path in files:
        data = path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"BEGIN PRIVATE" not in data
        assert PASSPHRASE.encode() not in data
    for name in ("claim.pem", "document.pem", "authority.pem"):
        path = next(path for path in files if path.name == name)
        with pytest.raises(ValueError, match="password"):  # the passphrase itself opens nothing: it is stretched first
            serialization.load_pem_private_key(path.read_bytes(), PASSPHRASE.encode())


def test_rotation_retires_a_key_whose_certificates_stay_valid(tmp_path: Path) -> None:
    ring = Keyring(places(tmp_path))
    ring.new(ISSUER, PASSPHRASE)
    old = ring.unlock(PASSPHRASE)
    root = (ring.folder / "authority" / "authority.crt").read_bytes()
    ring.new(ISSUER, PASSPHRASE)
    key = ring.unlock(PASSPHRASE)
    publish_list(ring.places, key)
    assert [bool(entry.retired) for entry in ring.entries()] == [True, False]
    assert key.public.kid != old.public.kid
    assert (ring.folder / "authority" / "authority.crt").read_bytes() == root
    for one in (old, key):
        assert verify(seal(claim(), one), trusted(ring.places)).status == "valid"


def test_what_is_given_away_holds_nothing_private(ring: Keyring, tmp_path: Path) -> None:
    publish_list(ring.places, ring.unlock(PASSPHRASE))
    files = {path.name: path for path in export(ring.places, tmp_path / "public")}
    assert set(files) == {
        "public-keys.json", "withdrawn.txt", "authority.crt", "issuers.js", "verifier-hors-ligne.html"
    }  # fmt: skip
    assert all(b"PRIVATE" not in path.read_bytes() for path in files.values())
    page = files["verifier-hors-ligne.html"].read_text("utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["']""", page.replace('href="../static', ""))


def test_a_real_key_signs_the_page_and_the_command_asks_for_its_passphrase(tmp_path: Path) -> None:
    """Two people, each with a half; without a terminal a file stands in, and a missing one is one sentence."""
    env = {**os.environ, "NBPARCOURS_DATA": str(tmp_path / "data"), "NBPARCOURS_PASSPHRASE": PASSPHRASE}
    words = [COMMAND, "keys", "new", "--fr", ISSUER.fr, "--ar", ISSUER.ar, "--two-person"]
    assert subprocess.run(words, env=env, capture_output=True).returncode == 0
    del env["NBPARCOURS_PASSPHRASE"]
    asked = subprocess.run(
        [COMMAND, "keys", "export-public", tmp_path / "out"], env=env, capture_output=True, text=True
    )
    assert (asked.returncode, "needs its passphrase" in asked.stderr.replace("\n", " ")) == (1, True), asked.stderr
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n", "utf-8")
    env["NBPARCOURS_PASSPHRASE_FILE"] = str(tmp_path / "phrase")
    done = subprocess.run([COMMAND, "keys", "export-public", tmp_path / "out"], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shown = subprocess.run([COMMAND, "keys", "list"], env=env, capture_output=True, text=True).stdout
    assert "in service, two people" in shown
    assert PASSPHRASE not in done.stdout + done.stderr + shown


def test_a_providers_certificate_can_sign_the_pages(ring: Keyring, tmp_path: Path) -> None:
    own = ring.unlock(PASSPHRASE).document
    assert own
    private = serialization.load_pem_private_key(own.pem, None)
    certificate = load_pem_x509_certificate(own.chain)
    packed = pkcs12.serialize_key_and_certificates(
        b"x",
        private,  # type: ignore[arg-type]
        certificate,
        None,
        serialization.BestAvailableEncryption(b"secret"),
    )
    (tmp_path / "provider.p12").write_bytes(packed)
    found = from_pkcs12(tmp_path / "provider.p12", "secret")
    assert found.pem == own.pem
    with pytest.raises(CertificateFault, match="another password"):
        from_pkcs12(tmp_path / "provider.p12", "wrong")


def test_a_token_signs_the_page_and_keeps_its_key(
    ring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SoftHSM stands in for a smart card: the same PKCS#11 door."""
    assert HSM.is_file(), "install softhsm2"
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))

    def util(*words: object) -> None:
        subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True)

    util("--init-token", "--free", "--label", "issuer", "--pin", "1234", "--so-pin", "5678")
    own = ring.unlock(PASSPHRASE).document
    assert own
    (tmp_path / "key.pem").write_bytes(own.pem)
    (tmp_path / "chain.pem").write_bytes(own.chain)
    util("--import", tmp_path / "key.pem", "--token", "issuer", "--label", "doc", "--id", "01", "--pin", "1234")
    _store(tmp_path / "chain.pem")
    token = from_token({"module": str(HSM), "token": "issuer", "cert": "doc"}, tmp_path / "chain.pem")
    house = places(tmp_path / "house")
    kept = Keyring(house)
    kept.new(ISSUER, PASSPHRASE, document=token)
    assert not (kept.folder / kept.entries()[0].kid / "document.pem").read_bytes()
    key = kept.unlock(PASSPHRASE, pin="1234")
    made = issue(house, settings(), "s1", "fatima", BOTH, on=DAY, key=key)
    publish_list(house, key)
    assert verify(made.path, trusted(house)).status == "valid"
    assert "Signature is Valid" in subprocess.run(["pdfsig", made.path], capture_output=True, text=True).stdout
    wrong = kept.unlock(PASSPHRASE, pin="0000").document
    assert wrong
    with pytest.raises(CertificateFault, match="token issuer does not open"):
        signer(wrong)


def _store(chain: Path) -> None:
    """Put the certificate beside its key, as the provider of a card does."""
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    der = load_pem_x509_certificate(chain.read_bytes()).public_bytes(serialization.Encoding.DER)
    with pkcs11.lib(str(HSM)).get_token(token_label="issuer").open(rw=True, user_pin="1234") as session:
        attributes = decode_x509_certificate(der)
        names = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "doc", pkcs11.Attribute.ID: b"\x01"}
        session.create_object({**attributes, **names})


def test_a_parcel_is_for_its_owners_eyes(ring: Keyring, tmp_path: Path) -> None:
    page = tmp_path / "0000-0000-0000-0001.pdf"
    page.write_bytes(b"%PDF-")
    path = pack(tmp_path / "out" / "all.zip", [("fatima", page)])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as made:
        assert made.namelist()[1:] == ["fatima_0000-0000-0000-0001.pdf"]
