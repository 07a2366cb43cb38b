"""Sample activities of every kind, pages that hold them, and a server for these pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from nbparcours.activity.bundle import bundle
from nbparcours.activity.spec import spec
from nbparcours.course.kinds import parse_activity
from nbparcours.course.load import Course
from nbparcours.course.text import Lang, Text

STATIC = Path(__file__).parents[1] / "src" / "nbparcours" / "activity" / "static"
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
SINGLE = [
    choice("a", "Oui, toujours", "نعم دائما", cites=["palermo-3"]),
    choice("b", "Non, avant 18 ans", "لا، قبل 18 سنة", correct=True),
]
MULTIPLE = [
    choice("a", "La tromperie", "الاحتيال", correct=True),
    choice("b", "L’hébergement", "الإيواء"),
    choice("c", "La menace", "التهديد", correct=True),
]
PLACES = [{"id": n, "text": both(fr, ar)} for n, fr, ar in (("act", "Acte", "فعل"), ("goal", "But", "غرض"))]
CARDS = [
    choice("c1", "Recruter", "الاستدراج", category="act"),
    choice("c2", "Exploiter", "الاستغلال", category="goal"),
]
LONG = both("de 20 à 30 ans et de 200 000 à 2 000 000 dirhams", "من 20 إلى 30 سنة وغرامة من 200.000 إلى 2.000.000 درهم")
PAIRS = [
    choice("p1", "traite", "الاتجار بالبشر", match=both("de 5 à 10 ans", "من 5 إلى 10 سنوات")),
    choice("p2", "traite d’un enfant", "الاتجار بطفل", match=LONG),
]
STEPS = [
    choice("s1", "Mettre à l’abri", "التأمين"),
    choice("s2", "Écouter", "الاستماع"),
    choice("s3", "Appeler le 0800 00 47 47", "الاتصال بالرقم 0800 00 47 47"),
]
QUESTIONS = [
    {"id": "q1", "kind": "single", "objective": "m1-o1", "prompt": PROMPT, "options": SINGLE},
    {"id": "q2", "kind": "multiple", "objective": "m1-o1", "prompt": PROMPT, "options": MULTIPLE},
]
BODIES: dict[str, Data] = {
    "single": {"options": SINGLE},
    "multiple": {"options": MULTIPLE},
    "sorting": {"categories": PLACES, "cards": CARDS},
    "matching": {"pairs": PAIRS},
    "ordering": {"steps": STEPS},
    "quiz": {"questions": QUESTIONS},
}
REFERENCES = {
    "cp-448-1": both("article 448-1 du Code pénal", "الفصل 448-1 من القانون الجنائي"),
    "palermo-3": both("article 3 du Protocole", "المادة 3 من البروتوكول"),
}


def fake_course() -> Course:
    """The two things that a spec takes from the course."""
    references = {key: SimpleNamespace(label=Text(**label)) for key, label in REFERENCES.items()}
    return cast(Course, SimpleNamespace(settings=SimpleNamespace(selfcheck_share=0.7), references=references))


def sample(kind: str, lang: Lang, **changes: Any) -> Data:
    """Return the spec of one activity."""
    data = {"id": f"m1-{kind}", "kind": kind, "prompt": PROMPT, **COMMON, **BODIES[kind], **changes}
    return spec(parse_activity(data), lang, fake_course())


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
    return page(lang, "\n".join(bundle(sample(kind, lang))["text/html"] for kind in kinds))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` and the bundle beside it; yield the address."""
    for name in ("activity.js", "activity.css"):
        assert (STATIC / name).is_file(), f"{STATIC / name} is missing: run « make build » first"
        (folder / name).write_bytes((STATIC / name).read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
