"""Hand-outs: the module on paper, in each language, as Chromium prints it."""

import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from nbparcours.course.places import Places
from nbparcours.publish.site import build_handouts, build_site
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
