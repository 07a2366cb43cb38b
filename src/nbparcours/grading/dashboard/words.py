"""The dashboard's words, beside those of the report."""

from nbparcours.course.text import Lang
from nbparcours.grading import session_words

_WORDS: dict[str, dict[Lang, str]] = {
    "session": {"fr": "Session", "ar": "الدورة"},
    "no_session": {
        "fr": "Aucune session n'est ouverte. Ouvrez-en une avec « nbparcours release NOM ».",
        "ar": "لا توجد دورة مفتوحة. افتحوا دورة بالأمر «nbparcours release NOM».",
    },
    "grade": {"fr": "Ramasser et corriger", "ar": "جمع الأوراق وتصحيحها"},
    "collect": {"fr": "Ramassage", "ar": "الجمع"},
    "autograde": {"fr": "Correction", "ar": "التصحيح"},
    "feedback": {"fr": "Résultats rendus", "ar": "إرجاع النتائج"},
    "graded": {
        "fr": "{graded} corrigées, {unchanged} inchangées, {rejected} refusées, {failed} en échec, "
        "{waiting} en attente d'une note à la main.",
        "ar": "صُححت {graded}، ولم تتغير {unchanged}، ورُفضت {rejected}، وتعذر تصحيح {failed}، "
        "وتنتظر {waiting} تنقيطا يدويا.",
    },
    "cohort": {"fr": "Groupe", "ar": "المجموعة"},
    "questions": {"fr": "Questions", "ar": "الأسئلة"},
    "at_risk": {"fr": "À accompagner", "ar": "من يحتاج إلى مواكبة"},
    "case_study": {"fr": "Étude de cas", "ar": "دراسة الحالة"},
    "notices": {"fr": "À savoir", "ar": "للعلم"},
    "quarantine": {"fr": "Copies refusées", "ar": "الأوراق المرفوضة"},
    "rekey": {"fr": "Corriger une clé", "ar": "تصحيح مفتاح جواب"},
    "exports": {"fr": "Exporter", "ar": "التصدير"},
    "certificates": {"fr": "Attestations", "ar": "الشهادات"},
    "learner": {"fr": "Personne", "ar": "الشخص"},
    "name": {"fr": "Nom", "ar": "الاسم"},
    "missing": {"fr": "Points manquants", "ar": "النقط الناقصة"},
    "modules": {"fr": "Modules à revoir", "ar": "الوحدات التي تُستحسن مراجعتها"},
    "reason": {"fr": "Raison", "ar": "السبب"},
    "kept": {"fr": "Conservée dans", "ar": "محفوظة في"},
    "nobody": {"fr": "Personne.", "ar": "لا أحد."},
    "nothing": {"fr": "Rien.", "ar": "لا شيء."},
    "rekey_why": {
        "fr": "Corrigez la clé dans la banque de questions, puis voyez ici qui est concerné avant de décider.",
        "ar": "صححوا مفتاح الجواب في بنك الأسئلة، ثم انظروا هنا من يعنيه الأمر قبل اتخاذ القرار.",
    },
    "preview": {"fr": "Voir ce qui changerait", "ar": "معاينة ما سيتغير"},
    "regrade": {"fr": "Appliquer et rendre les résultats", "ar": "التطبيق وإرجاع النتائج"},
    "no_change": {"fr": "Aucune clé n'a changé.", "ar": "لم يتغير أي مفتاح."},
    "before": {"fr": "Avant", "ar": "قبل"},
    "after": {"fr": "Après", "ar": "بعد"},
    "trail": {"fr": "Journal des corrections", "ar": "سجل التصحيحات"},
    "who": {"fr": "Par", "ar": "من طرف"},
    "when": {"fr": "Le", "ar": "بتاريخ"},
    "changed": {"fr": "Résultats changés", "ar": "النتائج التي تغيرت"},
    "write": {"fr": "Écrire le bilan et les tableaux", "ar": "كتابة الحصيلة والجداول"},
    "written": {"fr": "Fichiers écrits", "ar": "الملفات المكتوبة"},
    "ready": {"fr": "Attestations à délivrer", "ar": "شهادات جاهزة للتسليم"},
    "unnamed": {
        "fr": "Réussi, mais sans nom pour l'attestation : {learners}",
        "ar": "اجتازوا الاختبار دون ذكر اسم للشهادة: {learners}",
    },
    "certify": {"fr": "Délivrer les attestations", "ar": "تسليم الشهادات"},
    "refused_folder": {"fr": "ce n'est pas un dossier ordinaire", "ar": "ليس مجلدا عاديا"},
    "refused_owner": {"fr": "déposée par un autre compte", "ar": "أودعها حساب آخر"},
    "refused_learner": {"fr": "identifiant qui n'en est pas un", "ar": "معرّف غير صالح"},
    "refused_time": {"fr": "date de remise illisible", "ar": "تاريخ التسليم غير مقروء"},
    "refused_unfinished": {
        "fr": "remise en cours ; elle sera prise la prochaine fois",
        "ar": "التسليم ما زال جاريا، وستؤخذ في المرة المقبلة",
    },
    "refused_missing": {"fr": "aucun fichier de réponses", "ar": "لا يوجد ملف أجوبة"},
    "refused_file": {"fr": "le fichier de réponses est un lien", "ar": "ملف الأجوبة رابط وليس ملفا"},
    "refused_size": {"fr": "fichier de réponses trop grand", "ar": "ملف الأجوبة أكبر مما ينبغي"},
    "refused_json": {"fr": "fichier de réponses illisible", "ar": "ملف الأجوبة غير مقروء"},
    "refused_schema": {"fr": "fichier de réponses d'une autre forme", "ar": "ملف الأجوبة على شكل آخر"},
    "refused_assignment": {"fr": "réponses d'un autre test", "ar": "أجوبة اختبار آخر"},
    "refused_late": {"fr": "remise après la clôture de la session", "ar": "سُلّمت بعد إغلاق دورة الامتحان"},
    "refused_ahead": {
        "fr": "datée de plus d'un jour dans l'avenir ; une autre remise de la même personne compte",
        "ar": "تاريخها متقدم بأكثر من يوم، والمعتمد تسليم آخر للشخص نفسه",
    },
    "test": {"fr": "Test", "ar": "الاختبار"},
    "handed": {"fr": "Copie", "ar": "الورقة"},
    "to_know": {"fr": "Ce qu'il faut savoir", "ar": "ما ينبغي معرفته"},
    "no_effect": {
        "fr": "Rien de cela ne change une note : c'est à vous de décider.",
        "ar": "لا يغير شيء من هذا أي نقطة: القرار لكم.",
    },
    "no_case": {
        "fr": "L'étude de cas n'est pas ouverte dans cette session.",
        "ar": "دراسة الحالة غير مفتوحة في هذه الدورة.",
    },
    "total": {"fr": "Total", "ar": "المجموع"},
    "awaited": {"fr": "à noter", "ar": "تنتظر التنقيط"},
    "to_mark": {
        "fr": "Copies à noter à la main : {n}. Notez-les dans Formgrader, puis cliquez sur « Ramasser et corriger ».",
        "ar": "أوراق تنتظر التنقيط اليدوي: {n}. امنحوها نقطها في Formgrader، ثم اضغطوا على «جمع الأوراق وتصحيحها».",
    },
    "marked": {"fr": "Toutes les copies sont notées.", "ar": "مُنحت كل الأوراق نقطها."},
    "held_back": {
        "fr": "Réussi, mais sans attestation : des activités requises manquent. La commande « nbparcours certify » "
        "permet d'en décider autrement, avec une raison.",
        "ar": "اجتازوا الاختبار ولا تُسلَّم لهم الشهادة: تنقصهم أنشطة مطلوبة. ويتيح الأمر «nbparcours certify» "
        "اتخاذ قرار آخر مع ذكر سببه.",
    },
    "done": {"fr": "Fait.", "ar": "تم."},
}


def say(name: str, lang: Lang, **values: str) -> str:
    """Return the words `name`, from here or from the report."""
    return _WORDS[name][lang].format(**values) if name in _WORDS else session_words.say(name, lang, **values)
