"""Sample activities of every kind, pages that hold them, and a server for these pages."""

import importlib
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

from nbparcours.activity.bundle import bundle
from nbparcours.activity.spec import spec
from nbparcours.course.kinds import Activity, Links, parse_activity
from nbparcours.course.load import Course
from nbparcours.course.registry import Term
from nbparcours.course.text import Lang, Text

HERE = Path(__file__).parent
STATIC = HERE.parent / "src" / "nbparcours" / "activity" / "static"
#: Kinds that ask the same twice: the second one names the first.
FIRSTS = [name for name in ("poll", "confidence") if (HERE / "kinds" / f"{name}.py").is_file()]
Data = dict[str, Any]


def both(fr: str, ar: str) -> Data:
    return {"fr": fr, "ar": ar}


def choice(ident: str, fr: str, ar: str, **more: Any) -> Data:
    return {"id": ident, "text": both(fr, ar), "why": both(f"Raison {ident}.", f"سبب {ident}."), **more}


COMMON: Data = {
    "minutes": 4,
    "objective": "m1-o1",
    "cites": ["cp-448-1"],
    "hint": both("Un indice utile.", "تلميح مفيد."),
}
PROMPT = both("Que dit la loi 27-14 ?", "ماذا يقول القانون 27-14؟")
WHERE = both("Bulletin officiel n° 6501 du 19 septembre 2016", "الجريدة الرسمية عدد 6501 بتاريخ 19 شتنبر 2016")
SINGLE = [
    choice("a", "Oui, toujours", "نعم دائما", cites=["palermo-3"]),
    choice("b", "Non, avant 18 ans", "لا، قبل 18 سنة", correct=True),
]
MULTIPLE = [
    choice("a", "La tromperie", "الاحتيال", correct=True),
    choice("b", "L’hébergement", "الإيواء"),
    choice("c", "La menace", "التهديد", correct=True),
]
REFERENCES = {
    "cp-448-1": both("article 448-1 du Code pénal", "الفصل 448-1 من القانون الجنائي"),
    "palermo-3": both("article 3 du Protocole", "المادة 3 من البروتوكول"),
}


GLOSSARY = {
    name: Term(id=name, term=Text(fr=fr, ar=ar), definition=Text(**PROMPT), source="Essai", cites=("cp-448-1",))
    for name, fr, ar in (
        ("traite", "traite des êtres humains", "الاتجار بالبشر"),
        ("esclave", "esclavage", "الاسترقاق"),
    )
}


def names() -> list[str]:
    """Return the kinds that have a sample in tests/kinds/."""
    return sorted(path.stem for path in (HERE / "kinds").glob("*.py"))


def example(name: str) -> ModuleType:
    """Return the sample of a kind: `BODY`, `by_keyboard(page, spec)`, and `DONE`, what shows that it is done."""
    return importlib.import_module(f"kinds.{name}")


def fake_course() -> Course:
    """The two things that a spec takes from the course."""
    references = {key: _reference(Text(**label)) for key, label in REFERENCES.items()}
    return cast(Course, SimpleNamespace(settings=SimpleNamespace(selfcheck_share=0.7), references=references))


def _reference(label: Text) -> SimpleNamespace:
    return SimpleNamespace(label=label, title=label, where=Text(**WHERE), verified_on=date(2026, 11, 23))


def made(name: str, **changes: Any) -> Activity:
    """Return the sample of a kind, linked to a first poll or scale and to the glossary where it names them."""
    data = {"id": f"m1-{name}", "kind": name, "prompt": PROMPT, **COMMON, **example(name).BODY, **changes}
    firsts = [
        {"prompt": PROMPT, **COMMON, "id": f"m1-{other}-first", "kind": other, **example(other).BODY}
        for other in FIRSTS
    ]
    links = Links({first["id"]: parse_activity(first) for first in firsts}, GLOSSARY)
    return parse_activity(data).linked(links)


def sample(name: str, lang: Lang, **changes: Any) -> Data:
    """Return the spec of one activity."""
    return spec(made(name, **changes), lang, fake_course())


def bundled(name: str, lang: Lang, **changes: Any) -> Data:
    """Return the MIME bundle of one activity."""
    return bundle(made(name, **changes), lang, fake_course())


STYLE = "body{margin:0;padding:8px;background:Canvas;color:CanvasText}:root{color-scheme:light dark}"


def page(lang: Lang, body: str, script: str = '<script type="module" src="activity.js"></script>') -> str:
    """Return a page like the companion site's."""
    direction = "rtl" if lang == "ar" else "ltr"
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Essai</title>'
    sheet = '<link rel="icon" href="data:,"><link rel="stylesheet" href="activity.css">'
    head = f"<head>{meta}<style>{STYLE}</style>{sheet}</head>"
    body = f"<body><main><h1>Essai</h1>{body}</main>{script}</body>"
    return f'<!doctype html><html lang="{lang}" dir="{direction}">{head}{body}</html>'


def sample_page(lang: Lang, kinds: list[str]) -> str:
    return page(lang, "\n".join(bundled(kind, lang)["text/html"] for kind in kinds))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, static: Path = STATIC) -> Iterator[str]:
    """Serve `folder` and the bundle beside it; yield the address."""
    assert (static / "activity.js").is_file(), f"{static} is empty: run « make build » first"
    shutil.copytree(static, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("gen"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
