"""The page: one landscape A4 sheet, set by Typst from `grading/certificate/`.

The template draws; every word it prints comes from here, the digit groups of the Arabic already set apart.
"""

import json
import re
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbparcours.certificate import qr
from nbparcours.certificate.claim import Claim
from nbparcours.certificate.errors import CertificateFault, NameFault, need
from nbparcours.certificate.keys import PublicKey
from nbparcours.certificate.name import lines
from nbparcours.certificate.words import day
from nbparcours.course.bidi import runs
from nbparcours.course.places import Places
from nbparcours.course.settings import Settings
from nbparcours.course.text import LANGUAGES, Lang, Text

STANDARDS = ["ua-1", "a-2a"]
_WORDS = {
    "title": Text(fr="Attestation de fin de formation", ar="شهادة إتمام التكوين"),
    "to": Text(fr="décernée à", ar="تمنح هذه الشهادة إلى"),
    "for": Text(
        fr="pour avoir terminé, à son rythme, le cours de {hours} heures",
        ar="لإتمام دورة تكوينية ذاتية مدتها {hours} ساعة",
    ),
    "passed": Text(fr="et réussi son test final", ar="واجتياز اختبارها النهائي بنجاح"),
    "on": Text(fr="Le {date}", ar="في {date}"),
    "edition": Text(fr="Cours {course}, version {version}.", ar="دورة {course}، النسخة {version}."),
    "limits": Text(
        fr="Cette attestation porte sur le suivi d'un cours : elle n'habilite ni à identifier des victimes "
        "ni à mener une enquête.",
        ar="تثبت هذه الشهادة متابعة دورة تكوينية، ولا تخول صلاحية تحديد هوية الضحايا ولا إجراء الأبحاث.",
    ),
    "check": Text(
        fr="Le code se vérifie sans connexion et ne contient rien de plus que cette page.",
        ar="يمكن التحقق من الرمز دون اتصال، ولا يتضمن أكثر مما في هذه الصفحة.",
    ),
    "specimen": Text(
        fr="SPECIMEN sans valeur, signé avec une clé de démonstration",
        ar="نموذج لا قيمة له، موقع بمفتاح تجريبي",
    ),
    "number": Text(fr="Attestation numéro", ar="شهادة رقم"),
    "qr": Text(
        fr="Code QR signé, qui contient le nom, le cours, la date et le numéro {serial}",
        ar="رمز QR موقع يتضمن الاسم والدورة والتاريخ والرقم {serial}",
    ),
    "star": Text(fr="Étoile à huit branches, emblème du cours", ar="نجمة ثمانية، شارة الدورة"),
}


def render(places: Places, settings: Settings, claim: Claim, text: str, issuer: PublicKey) -> bytes:
    """Set the page of a claim whose sealed text is `text`."""
    typst = need("typst")
    data: dict[str, Any] = {
        "name": [{"text": part, "rtl": rtl} for part, rtl in lines(claim.name)],
        "serial": claim.serial,
        "date": [claim.on.year, claim.on.month, claim.on.day],
        "demo": issuer.demo,
        "qr": qr.svg(text),
        "text": text,
    }
    data |= {lang: _words(settings, claim, issuer, lang) for lang in LANGUAGES}
    moment = datetime.combine(claim.on, time(12), UTC)  # the same claim gives the same file
    try:
        page = typst.compile(
            _folder(places) / "certificate.typ",
            font_paths=_fonts(_folder(places)),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise CertificateFault(f"the certificate's page could not be set: {error.message}") from None
    return bytes(page)


def check_fonts(places: Places, name: str) -> None:
    """Refuse a name that the page would print with empty boxes."""
    missing = sorted({sign for sign in name if ord(sign) not in _letters(_folder(places) / "fonts")})
    if missing:
        raise NameFault(
            f"the certificate's fonts have no letter for {' '.join(missing)}; write the name in another script"
        )


def _words(settings: Settings, claim: Claim, issuer: PublicKey, lang: Lang) -> dict[str, Any]:
    """Fill the words of one language; each becomes pieces (text, set apart), in Arabic word by word."""
    facts = {
        "hours": claim.hours,
        "date": day(claim.on, lang),
        "course": claim.course,
        "version": claim.version,
        "serial": claim.serial,
    }
    words = {key: text.get(lang).format(**facts) for key, text in _WORDS.items()}
    words |= {"course": settings.title.get(lang), "notice": settings.notice.get(lang)}
    words |= {"issuer": issuer.issuer.get(lang)}
    words |= {"notes": " ".join(words[key] for key in ("edition", "limits", "check", "notice"))}
    return {key: runs(_french(text)) if lang == "fr" else _by_word(text) for key, text in words.items()}


def _by_word(text: str) -> list[list[tuple[str, bool]]]:
    """Split pieces at spaces: the template sets Arabic word by word, so that it is read and copied in order."""
    made: list[list[tuple[str, bool]]] = [[]]
    for piece, apart in runs(text):
        first, *others = [piece] if apart else piece.split(" ")
        made[-1] += [(first, apart)] if first else []
        made += [[(word, False)] if word else [] for word in others]
    return [word for word in made if word]


def _french(text: str) -> str:
    """Set French apostrophes, and keep high punctuation on the line of its word."""
    return re.sub(r" (?=[:;?!»])", "\N{NO-BREAK SPACE}", text.replace("'", "’"))


def _folder(places: Places) -> Path:
    return places.home / "grading" / "certificate"


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> Any:
    """Load the kit's own fonts and no others: the page looks the same on every machine."""
    fonts = need("typst").Fonts
    return fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])


@lru_cache(maxsize=2)
def _letters(folder: Path) -> frozenset[int]:
    library = need("fontTools.ttLib")
    found: set[int] = set()
    for path in folder.glob("*-Regular.ttf"):
        with library.TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
