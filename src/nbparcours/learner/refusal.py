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
