"""The sentences that a verdict is said in, and dates as Morocco writes them."""

from datetime import date

from nbparcours.certificate.claim import Claim
from nbparcours.certificate.verify import Verdict
from nbparcours.course.text import Lang, Text

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}
_WORDS = {
    "altered": Text(
        fr="Attestation modifiée ou abîmée : ce code n'est pas celui que l'organisme a signé. "
        "S'il a été recopié ou photographié, recommencez à partir du document d'origine.",
        ar="شهادة معدَّلة أو تالفة: هذا الرمز ليس هو الذي وقّعته الجهة المصدرة. "
        "إذا كان منسوخا أو مصورا، فأعيدوا المحاولة انطلاقا من الوثيقة الأصلية.",
    ),
    "unknown issuer": Text(
        fr="Organisme inconnu : aucune des clés que vous avez ne correspond à ce code. "
        "Il n'est donc ni confirmé ni infirmé ; demandez à l'organisme sa liste de clés publiques.",
        ar="جهة مصدرة غير معروفة: لا يوافق هذا الرمزَ أيُّ مفتاح من المفاتيح المتوفرة لديكم، "
        "فلا يمكن تأكيده ولا نفيه؛ اطلبوا من الجهة المصدرة لائحة مفاتيحها العمومية.",
    ),
    "not a certificate": Text(
        fr="Ce n'est pas une attestation de ce cours : le code ou le texte est d'une autre nature.",
        ar="هذه ليست شهادة من شهادات هذه الدورة: الرمز أو النص من طبيعة أخرى.",
    ),
    "unreadable": Text(
        fr="Illisible : il faut un fichier où l'on trouve un seul code d'attestation, bien net. "
        "Cela ne dit rien de l'attestation elle-même ; essayez avec le PDF d'origine ou une image plus nette.",
        ar="تعذرت القراءة: ينبغي أن يحتوي الملف على رمز شهادة واحد وواضح. "
        "ولا يعني ذلك شيئا بخصوص الشهادة نفسها؛ جربوا ملف PDF الأصلي أو صورة أوضح.",
    ),
}
_SPECIMEN = Text(
    fr="SPECIMEN, sans valeur : signé avec une clé de démonstration.",
    ar="نموذج لا قيمة له: وُقّع بمفتاح تجريبي.",
)


def day(on: date, lang: Lang) -> str:
    """Write a date in words, with Morocco's names of the months."""
    number = "1er" if lang == "fr" and on.day == 1 else str(on.day)
    return f"{number} {_MONTHS[lang].split()[on.month - 1]} {on.year}"


def sentence(verdict: Verdict, lang: Lang) -> str:
    """Say a verdict in plain words."""
    if verdict.claim is None or verdict.issuer is None:
        return _WORDS[verdict.status].get(lang)
    found = _authentic(verdict.claim, verdict.issuer.issuer, lang)
    return f"{_SPECIMEN.get(lang)} {found}" if verdict.demo else found


def _authentic(claim: Claim, issuer: Text, lang: Lang) -> str:
    name, number = _apart(claim.name), _apart(claim.serial)
    course, version = _apart(claim.course), _apart(claim.version)
    on, by = day(claim.on, lang), _apart(issuer.get(lang))
    if lang == "fr":
        return (
            f"Attestation authentique de {name} : cours {course}, version {version}, {claim.hours} heures, "
            f"le {on}, numéro {number}. Organisme : {by}. Vérifiez que le nom imprimé est bien celui-ci."
        )
    return (
        f"شهادة أصلية باسم {name}: دورة {course}، النسخة {version}، {claim.hours} ساعة، "
        f"بتاريخ {on}، الرقم {number}. الجهة المصدرة: {by}. تأكدوا من أن الاسم المطبوع هو هذا الاسم نفسه."
    )


def _apart(text: str) -> str:
    """Isolate a text whose direction may differ from the sentence's (Unicode's FSI and PDI)."""
    return f"\u2068{text}\u2069"
