"""The page, read by other programs than the one that set it."""

import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from certificate_helpers import BOTH, DAY, NAMES, ROOT, claim, known, places, settings
from nbparcours.certificate import pdf, verify
from nbparcours.certificate.errors import NameFault
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import SigningKey
from nbparcours.certificate.name import lines
from nbparcours.certificate.sign import seal

LONG = "Marie-Noëlle D’Almeida-Šćepanović de la Rochefoucauld-Ouattara N’Diaye Ḥasanī"


def poppler(tool: str, path: Path, *options: str) -> str:
    """Run one of poppler's tools; its structure tree mixes encodings, hence the replacement characters."""
    done = subprocess.run([tool, *options, str(path)], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def plain(path: Path) -> str:
    """Return the text that copying would give, without direction marks, each run of space as one."""
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return demo_key(places(tmp_path_factory.mktemp("key")))


def render(key: SigningKey, folder: Path, name: str = BOTH, *, demo: bool = True) -> Path:
    made = claim(name)
    path = folder / "page.pdf"
    path.write_bytes(pdf.render(places(folder), settings(), made, seal(made, key), replace(key.public, demo=demo)))
    return path


@pytest.fixture(scope="module")
def page(key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(key, tmp_path_factory.mktemp("page"))


def test_one_tagged_landscape_page_in_a4(page: Path) -> None:
    facts = dict(line.split(":", 1) for line in poppler("pdfinfo", page).splitlines() if ":" in line)
    assert facts["Pages"].strip() == "1"
    assert facts["Tagged"].strip() == "yes"
    assert facts["Page size"].strip().startswith("841.89 x 595.276")
    assert "شهادة" in facts["Title"]
    assert "Fatima" not in facts["Title"]


def test_it_declares_both_standards(page: Path) -> None:
    meta = poppler("pdfinfo", page, "-meta")
    assert "<pdfuaid:part>1<" in meta
    assert "<pdfaid:part>2<" in meta
    assert "<pdfaid:conformance>A<" in meta


def test_every_font_is_embedded_with_its_unicode(page: Path) -> None:
    rows = [line.split() for line in poppler("pdffonts", page).splitlines()[2:]]
    families = {row[0].split("+")[1].split("-")[0] for row in rows}
    assert families == {"EBGaramond", "Amiri"}
    assert all(row[-5] == "yes" and row[-3] == "yes" for row in rows)


def test_both_languages_and_alternative_texts_are_tagged(page: Path) -> None:
    tree = poppler("pdfinfo", page, "-struct-text")
    assert "H1" in tree
    raw = page.read_bytes()
    assert b"/Lang" in raw
    document = poppler("pdfinfo", page, "-struct")
    assert document.count("Figure") == 2


def test_the_tagged_text_reads_in_order(page: Path) -> None:
    tree = poppler("pdfinfo", page, "-struct-text")
    spots = [tree.index(words) for words in ("Attestation de fin", "décernée à", "Fatima-Zahra", "Le 23 novembre")]
    assert spots == sorted(spots)


@pytest.mark.parametrize("name", [*(name for name in NAMES if "\u064e" not in name), LONG])
def test_the_name_can_be_copied_in_logical_order(name: str, key: SigningKey, tmp_path: Path) -> None:
    """Arabic vowel signs are out: Typst writes them as pieces that readers put beside the wrong letter."""
    text = plain(render(key, tmp_path, name))
    for part, _ in lines(name):
        assert part in text


def test_another_reader_finds_the_same_name(page: Path) -> None:
    document = pypdfium2.PdfDocument(page)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for part, _ in lines(BOTH):
        assert part in text


def test_arabic_words_stand_in_the_file_in_the_order_of_reading(page: Path) -> None:
    """Typst would write the line's last word first; letters within a word are marked as reversed."""
    tree = poppler("pdfinfo", page, "-struct-text")
    spots = [tree.index(word[::-1]) for word in ("شهادة", "إتمام", "التكوين", "فاطمة", "الزهراء", "الإدريسي")]
    assert spots == sorted(spots)


def test_the_page_says_what_it_is_and_is_not(page: Path) -> None:
    flat = plain(page)
    for words in (
        "le cours de 12 heures",
        "à son rythme",
        "n’habilite ni à identifier des victimes",
        "n’est pas la plateforme officielle",
        "SPECIMEN sans valeur",
        "صلاحية تحديد",
        "نموذج لا قيمة له",
        "23 novembre 2026",
    ):
        assert words in flat


def test_only_a_demo_key_says_specimen(key: SigningKey, tmp_path: Path) -> None:
    text = plain(render(key, tmp_path, demo=False))
    assert "SPECIMEN" not in text
    assert "نموذج" not in text
    assert key.public.issuer.fr in text


@pytest.mark.parametrize("name", [BOTH, LONG])
@pytest.mark.parametrize("angle", [0, 2.5, -4, 90, 183])
def test_a_grey_scan_at_150_dpi_is_read(name: str, angle: float, key: SigningKey, tmp_path: Path) -> None:
    path = render(key, tmp_path, name)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", "-png", path, tmp_path / "scan"], check=True)
    scan = Image.open(tmp_path / "scan.png").rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    scan.point(lambda grey: 40 + grey * 180 // 255).save(tmp_path / "scan.jpg", quality=70)
    verdict = verify(tmp_path / "scan.jpg", known(key))
    assert verdict.claim is not None
    assert verdict.claim.name == name


def test_it_prints_in_black_and_white(page: Path, key: SigningKey, tmp_path: Path) -> None:
    subprocess.run(["pdftoppm", "-r", "200", "-mono", "-singlefile", page, tmp_path / "mono"], check=True)
    Image.open(tmp_path / "mono.pbm").save(tmp_path / "mono.png")
    assert verify(tmp_path / "mono.png", known(key)).status == "valid"


def test_the_name_is_the_largest_thing_written(page: Path) -> None:
    boxes = subprocess.run(["pdftotext", "-bbox", page, "-"], capture_output=True, check=True).stdout.decode()
    assert "Fatima-Zahra" in boxes
    heights = {}
    for line in boxes.splitlines():
        if "<word" in line:
            facts = dict(part.split("=") for part in line.split(">")[0].split()[1:])
            word = line.split(">")[1].split("<")[0]
            heights[word] = float(facts["yMax"].strip('"')) - float(facts["yMin"].strip('"'))
    assert heights["Fatima-Zahra"] > heights["Attestation"]


def test_the_same_claim_gives_the_same_file(key: SigningKey, tmp_path: Path) -> None:
    made = claim()
    pages = [pdf.render(places(tmp_path), settings(), made, seal(made, key), key.public) for _ in range(2)]
    assert pages[0] == pages[1]
    assert made.on == DAY


def test_digit_groups_keep_their_order_in_arabic(key: SigningKey, tmp_path: Path) -> None:
    """`27-14` inside the Arabic notice stays in that order on paper (untreated it shows as `14-27`)."""
    notice = settings().notice.model_copy(update={"ar": "هذه الدورة عن القانون 27-14 وحده"})
    made = claim()
    path = tmp_path / "digits.pdf"
    changed = settings().model_copy(update={"notice": notice})
    path.write_bytes(pdf.render(places(tmp_path), changed, made, seal(made, key), key.public))
    document = pypdfium2.PdfDocument(path)
    sheet = document[0].get_textpage()
    text_on_page = sheet.get_text_range()
    start = text_on_page.index("27-14")
    lefts = [sheet.get_charbox(start + at)[0] for at in range(5)]
    assert lefts == sorted(lefts)
    document.close()


def test_a_name_without_glyphs_is_refused() -> None:
    house = places(ROOT)
    for name in NAMES:
        pdf.check_fonts(house, name)
    with pytest.raises(NameFault, match="no letter for 王"):
        pdf.check_fonts(house, "王")


def test_the_fonts_carry_their_licences() -> None:
    folder = ROOT / "grading" / "certificate" / "fonts"
    assert len(list(folder.glob("OFL-*.txt"))) == 3
    assert sum(path.stat().st_size for path in folder.glob("*.ttf")) < 1_500_000
