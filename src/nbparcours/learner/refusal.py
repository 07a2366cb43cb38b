"""What a learner is told when the server cannot do what was asked: one sentence in each language."""

from typing import Literal

Said = dict[Literal["fr", "ar"], str]


class Refusal(Exception):  # noqa: N818 - an answer to the learner, not an accident
    """Something was refused; `status` is the HTTP status that goes with it."""

    def __init__(self, status: int, fr: str, ar: str) -> None:
        super().__init__(fr)
        self.status = status
        self.message: Said = {"fr": fr, "ar": ar}


def too_large() -> Refusal:
    """Refuse what no honest page of the course would send."""
    return Refusal(
        413,
        "Cette réponse est trop longue pour être enregistrée. Rien d'autre n'a été perdu.",
        "هذا الجواب أطول من أن يُحفظ. ولم يضِع أي شيء آخر.",
    )


def malformed() -> Refusal:
    """Refuse a body that is not what the interface describes."""
    return Refusal(
        400,
        "La page a envoyé une réponse illisible. Rien n'a été modifié ; rechargez la page.",
        "أرسلت الصفحة جوابا غير مقروء. لم يتغير أي شيء؛ أعيدوا تحميل الصفحة.",
    )


def disk_full() -> Refusal:
    """Say that there is no room, and that what was saved before is intact."""
    return Refusal(
        507,
        "Il n'y a plus de place sur le disque : ceci n'est pas enregistré. Tout ce qui l'était le reste. "
        "Libérez de la place, puis réessayez.",
        "لم تعد هناك مساحة على القرص، لذلك لم يُحفظ هذا التغيير. وكل ما حُفظ من قبل باق. "
        "أفرغوا بعض المساحة ثم أعيدوا المحاولة.",
    )


def busy() -> Refusal:
    """Say that another program holds the file for longer than we wait."""
    return Refusal(
        503,
        "Votre progression est occupée par un autre programme : ceci n'est pas enregistré. Réessayez dans un instant.",
        "ملف تقدمكم يستعمله برنامج آخر، لذلك لم يُحفظ هذا التغيير. أعيدوا المحاولة بعد لحظة.",
    )


def unwritable() -> Refusal:
    """Say that the folder for learners' data does not let us write."""
    return Refusal(
        507,
        "Le dossier de vos données ne peut pas être écrit : ceci n'est pas enregistré. Prévenez la personne qui "
        "s'occupe du serveur.",
        "لا يمكن الكتابة في مجلد بياناتكم، لذلك لم يُحفظ هذا التغيير. أخبروا المسؤول عن الخادم.",
    )


def newer() -> Refusal:
    """Say that this progress was written by a later version, which must not be overwritten."""
    return Refusal(
        409,
        "Votre progression vient d'une version plus récente du cours. Elle est intacte ; mettez le cours à jour.",
        "تقدمكم محفوظ بنسخة أحدث من هذه الدورة. وهو سليم؛ حدِّثوا الدورة.",
    )


def no_exchange() -> Refusal:
    """Say that tests cannot be listed, fetched or handed in now, and that answers are kept here."""
    return Refusal(
        503,
        "Le service des tests ne répond pas en ce moment. Vos réponses sont enregistrées ici ; rien n'est encore "
        "envoyé. Réessayez dans quelques minutes.",
        "خدمة الاختبارات لا تستجيب الآن. أجوبتكم محفوظة هنا، ولم يُرسل شيء بعد. أعيدوا المحاولة بعد بضع دقائق.",
    )


def no_certificate() -> Refusal:
    """Say that nothing came back to save."""
    return Refusal(
        404,
        "Il n'y a pas encore d'attestation à enregistrer. Elle arrivera avec votre résultat.",
        "لا توجد شهادة لحفظها بعد. ستصلكم مع نتيجتكم.",
    )


_NAMES = {
    "sign": (
        "Ce nom contient un signe qui ne peut pas être imprimé. Gardez des lettres, des espaces, des apostrophes et "
        "des traits d'union.",
        "في هذا الاسم علامة لا يمكن طبعها. احتفظوا بالحروف والفراغات والفواصل العليا والشرطات.",
    ),
    "letter": ("Écrivez au moins une lettre.", "اكتبوا حرفا واحدا على الأقل."),
    "long": (
        "Ce nom est trop long pour l'attestation. Raccourcissez-le.",
        "هذا الاسم أطول من أن تسعه الشهادة. اختصروه.",
    ),
    "marks": (
        "Une lettre de ce nom porte trop de signes. Écrivez-la plus simplement.",
        "يحمل أحد حروف هذا الاسم علامات كثيرة. اكتبوه بشكل أبسط.",
    ),
}


def unfit_name(code: str) -> Refusal:
    """Say which rule of the certificate's names is broken; what was kept before stays."""
    return Refusal(400, *_NAMES[code])
