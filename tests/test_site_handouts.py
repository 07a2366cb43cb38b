"""Hand-outs: the module on paper, in each language, as Chromium prints it."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageStat

from nbparcours.course.places import Places
from nbparcours.publish import handouts
from nbparcours.publish.site import build_handouts, build_site
from nbparcours.publish.slim import slim
from site_helpers import MODULE, built

pytestmark = pytest.mark.browser
MOST = 500_000


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    home = tmp_path_factory.mktemp("handouts") / "home"
    shutil.copytree(built()[1].home, home, symlinks=True)
    places = Places(home=home, data=home / "data")
    assert len(build_handouts(built()[0], places)) == 2
    return places


@pytest.mark.parametrize(("lang", "title"), [("fr", "Comprendre la traite"), ("ar", "فهم الاتجار بالبشر")])
def test_a_handout_is_tagged_in_its_language_and_light(places: Places, lang: str, title: str) -> None:
    path = places.site / lang / "handouts" / f"{MODULE}.pdf"
    assert path.stat().st_size <= MOST
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == lang
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert title in str(pdf.docinfo["/Title"])
        assert len(pdf.Root.Outlines) > 0
        with pdf.open_outline() as outline:
            assert outline.root
        links = [
            str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})
        ]
        assert all(link.startswith("tel:") for link in links), (
            "a link of the printer's own disk, or to a page that is not there"
        )


def test_a_long_handout_shows_the_same_when_it_is_small(tmp_path: Path) -> None:
    page, long, small = (tmp_path / name for name in ("long.html", "long.pdf", "small.pdf"))
    words = "".join(f"<p>{number}. Une ligne de la page, et encore quelques mots.</p>" for number in range(1600))
    page.write_text(
        f"<!DOCTYPE html><html lang=fr><title>x</title><body style='font: 14px sans-serif'>{words}", "utf-8"
    )
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
    command = [
        handouts.chromium(),
        *flags,
        f"--user-data-dir={tmp_path}/profile",
        f"--print-to-pdf={long}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True)
    shutil.copy(long, small)
    slim(small)
    assert small.stat().st_size < long.stat().st_size
    before, after = pypdfium2.PdfDocument(long), pypdfium2.PdfDocument(small)
    assert len(before) == len(after) > 20
    for number in (0, len(before) // 2, len(before) - 2):
        drawn = [document[number].render(scale=1).to_pil().convert("L") for document in (before, after)]
        difference = ImageStat.Stat(ImageChops.difference(*drawn)).mean[0]
        assert difference < ImageStat.Stat(ImageChops.invert(drawn[0])).mean[0] / 5, number


def test_answers_stand_at_the_end_and_words_stay(places: Places) -> None:
    text = "\n".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(places.site / "fr" / "handouts" / f"{MODULE}.pdf")
    )
    question, answers = text.index("Quels sont les trois éléments"), text.index("Réponses aux activités")
    assert question < text.index("Forme Exemple") < answers
    assert "Activité 1" in text[answers:]
    assert "0800 00 47 47" in text


def test_a_handout_of_other_words_is_not_offered(places: Places, tmp_path: Path) -> None:
    course = built()[0]
    page = places.site / "fr" / f"{MODULE}.html"
    assert f'href="handouts/{MODULE}.pdf"' in page.read_text("utf-8")
    notebook = places.notebooks / "fr" / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("Vous décidez.", "Vous seule décidez."), "utf-8")
    build_site(course, places)
    assert "handouts/" not in page.read_text("utf-8")
    assert f'href="handouts/{MODULE}.pdf"' in (places.site / "ar" / f"{MODULE}.html").read_text("utf-8")
