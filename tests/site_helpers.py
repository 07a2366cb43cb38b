"""A small course in two languages, as built notebooks, for the tests of the companion site."""

import atexit
import functools
import html
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from nbparcours.course.bidi import isolate, isolate_markup
from nbparcours.course.load import Course, load
from nbparcours.course.places import Places
from nbparcours.publish.site import build_site

ROOT = Path(__file__).resolve().parents[1]
MODULE = "01-comprendre-la-traite"
MIME = "application/vnd.nbparcours.activity+json"

#: (cell id, French, Arabic) of each page.
PROSE: dict[str, list[tuple[str, str, str]]] = {
    "00-accueil": [
        (
            "accueil-titre",
            "# Bienvenue\n\nHuit modules de 90 minutes, à lire à votre rythme.\nAucun compte n'est nécessaire.",
            "# مرحبًا\n\nثماني وحدات مدة كل منها 90 دقيقة، تُقرأ بالإيقاع الذي يناسبك.\nلا حاجة إلى حساب.",
        ),
        ("home", "", ""),
        (
            "accueil-apres",
            "## Avant de commencer\n\nLe [module 1](01-comprendre-la-traite.ipynb) ouvre le cours.",
            "## قبل البداية\n\nتفتتح [الوحدة الأولى](01-comprendre-la-traite.ipynb) الدورة.",
        ),
    ],
    MODULE: [
        (
            "m1-titre",
            "# Comprendre la traite\n\n90 minutes. Vous pouvez vous arrêter : [sommaire](00-accueil.ipynb).",
            "# فهم الاتجار بالبشر\n\n90 دقيقة. يمكن التوقف في أي وقت: [المحتويات](00-accueil.ipynb).",
        ),
        (
            "m1-definition",
            "## Trois éléments\n\nLa loi 27-14 a inséré l'[article 448-1](textes.ipynb#cp-448-1) dans le Code pénal.\n"
            "Il réunit un acte, un moyen et un but.\n\n> **À retenir.** Pour un enfant, le moyen n'est pas exigé.",
            "## ثلاثة عناصر\n\nأضاف القانون 27-14 [الفصل 448-1](textes.ipynb#cp-448-1) إلى القانون الجنائي.\n"
            "وهو يجمع فعلًا ووسيلة وغرضًا.\n\n> **للتذكير.** لا تُشترط الوسيلة إذا كان الضحية طفلًا.",
        ),
        ("m1-trois-elements", "", ""),
        (
            "m1-forms",
            "## Formes\n\n| Forme | Exemple composé | Texte |\n|---|---|---|\n"
            "| Travail forcé | Une employée de maison privée de son passeport | [448-1](textes.ipynb#cp-448-1) |\n"
            "| Exploitation sexuelle | Une personne trompée par une annonce | [448-4](textes.ipynb#cp-448-4) |",
            "## الأشكال\n\n| الشكل | مثال مركب | النص |\n|---|---|---|\n"
            "| العمل القسري | عاملة منزلية حُجز جواز سفرها | [448-1](textes.ipynb#cp-448-1) |\n"
            "| الاستغلال الجنسي | شخص خدعه إعلان | [448-4](textes.ipynb#cp-448-4) |",
        ),
        (
            "m1-recap",
            "## À retenir\n\nL'essentiel, puis qui appeler : [les trois éléments](#m1-definition).",
            "## خلاصة\n\nأهم ما في الوحدة، ثم بمن يمكن الاتصال: [العناصر الثلاثة](#m1-definition).",
        ),
        (
            "m1-aide",
            "### Qui appeler\n\nLe numéro vert est le 0800 00 47 47.\n\n#### Et après ?\n\nVous décidez.",
            "### بمن يمكن الاتصال\n\nالرقم الأخضر للجنة هو 0800 00 47 47.\n\n#### وبعد ذلك؟\n\nالقرار لك.",
        ),
    ],
    "textes": [
        ("textes-intro", "# Textes et sources\n\nAvec nos mots.", "# النصوص والمصادر\n\nبأسلوبنا."),
        ("textes-law", "## Droit marocain", "## القانون المغربي"),
        (
            "cp-448-1",
            '<a id="cp-448-1"></a>\n\n### article 448-1 du Code pénal\n\nDéfinit la traite.\n\n- État : en vigueur',
            '<a id="cp-448-1"></a>\n\n### الفصل 448-1 من القانون الجنائي\n\nيعرّف الاتجار بالبشر.\n\n- الوضع: نافذ',
        ),
        (
            "cp-448-4",
            '<a id="cp-448-4"></a>\n\n### article 448-4 du Code pénal\n\nAggrave la peine : 10 à 20 ans.',
            '<a id="cp-448-4"></a>\n\n### الفصل 448-4 من القانون الجنائي\n\nيشدد العقوبة.',
        ),
        (
            "cp-448-7",
            '<a id="cp-448-7"></a>\n\n### article 448-7 du Code pénal\n\nPunit le silence.',
            '<a id="cp-448-7"></a>\n\n### الفصل 448-7 من القانون الجنائي\n\nيعاقب على السكوت.',
        ),
        (
            "loi-09-08",  # the page for operators cites it
            '<a id="loi-09-08"></a>\n\n### loi 09-08\n\nProtège les données personnelles.',
            '<a id="loi-09-08"></a>\n\n### القانون 09-08\n\nيحمي المعطيات الشخصية.',
        ),
    ],
    "glossaire": [
        ("glossaire-intro", "# Glossaire\n\nLes termes du cours.", "# مسرد المصطلحات\n\nمصطلحات الدورة."),
        (
            "terme-vulnerabilite",
            '<a id="vulnerabilite"></a>\n\n### vulnérabilité · <bdi lang="ar" dir="auto">هشاشة</bdi>\n\nUne situation.',
            '<a id="vulnerabilite"></a>\n\n### هشاشة · <bdi lang="fr" dir="auto">vulnérabilité</bdi>\n\nوضعية.',
        ),
    ],
}

_QUESTION = {
    "fr": (
        "Quels sont les trois éléments que l'article 448-1 réunit ?",
        "L'acte, le moyen et le but",
        "Le lieu et la date",
    ),
    "ar": ("ما العناصر الثلاثة التي يجمعها الفصل 448-1؟", "الفعل والوسيلة والغرض", "المكان والتاريخ"),
}


def specification(ident: str, lang: str) -> dict[str, Any]:
    prompt, right, wrong = _QUESTION[lang]
    return {
        "schema": 1,
        "id": ident,
        "kind": "home" if ident == "home" else "single",
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "minutes": 3,
        "required": True,
        "title": None,
        "prompt": prompt,
        "intro": None,
        "hint": None,
        "options": [{"id": "a", "text": right}, {"id": "b", "text": wrong}],
        "key": {"correct": ["a"]},
        "why": {"a": {"text": right, "cites": ["448-1"]}},
        "cites": [{"key": "cp-448-1", "label": "448-1", "href": "textes.ipynb#cp-448-1"}],
    }


def bundle(spec: dict[str, Any]) -> dict[str, Any]:
    options = "".join(f"<li>{html.escape(o['text'])}</li>" for o in spec["options"])
    word = {"fr": "Réponse", "ar": "الجواب"}[spec["lang"]]
    data = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    markup = (
        f'<nbp-activity data-id="{spec["id"]}" lang="{spec["lang"]}" dir="{spec["dir"]}">'
        f'<script type="application/json">{data}</script>'
        f"<p>{isolate(html.escape(spec['prompt']))}</p><ul>{options}</ul>"
        f"<details><summary>{word}</summary><p>{html.escape(spec['options'][0]['text'])} "
        '(<a href="textes.ipynb#cp-448-1"><bdi dir="ltr">448-1</bdi></a>)</p></details></nbp-activity>'
    )
    return {MIME: spec, "text/html": markup, "text/plain": spec["prompt"]}


def _cell(ident: str, text: str, lang: str) -> dict[str, Any]:
    if text:
        source = isolate_markup(text) if lang == "ar" else text
        return {"cell_type": "markdown", "id": ident, "metadata": {}, "source": source.splitlines(keepends=True)}
    output = {"output_type": "display_data", "metadata": {}, "data": bundle(specification(ident, lang))}
    return {
        "cell_type": "code",
        "id": ident,
        "metadata": {"tags": ["remove-input"]},
        "execution_count": None,
        "source": [f'activity("{ident}")'],
        "outputs": [output],
    }


def sample(home: Path) -> tuple[Course, Places]:
    """Lay out a checkout with the real frame and settings and the sample's notebooks."""
    (home / "modules").mkdir(parents=True)
    settings = yaml.safe_load((ROOT / "modules" / "course.yml").read_text("utf-8"))
    for module in settings["modules"][1:]:  # the sample is of the first module alone
        module["status"] = "planned"
    (home / "modules" / "course.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    (home / "book").symlink_to(ROOT / "book")
    places = Places(home=home, data=home / "data")
    for at, lang in enumerate(("fr", "ar"), start=1):
        for name, cells in PROSE.items():
            write_notebook(places, lang, name, [_cell(cell[0], cell[at], lang) for cell in cells])
    return load(places), places


def write_notebook(places: Places, lang: str, name: str, cells: list[dict[str, Any]]) -> None:
    path = places.notebooks / lang / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on loopback; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@functools.cache
def built() -> tuple[Course, Places]:
    """Build the sample once for all the tests of this process."""
    home = Path(tempfile.mkdtemp(prefix="nbparcours-site-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    course, places = sample(home)
    build_site(course, places)
    return course, places


def pages(site: Path, lang: str) -> list[Path]:
    return sorted((site / lang).glob("*.html"))
