"""The words of the trainer's report and dashboard, in both languages."""

from nbparcours.course.text import Lang

_WORDS: dict[str, dict[Lang, str]] = {
    "title": {"fr": "Bilan de la session {session}", "ar": "حصيلة الدورة {session}"},
    "summary": {"fr": "L'essentiel", "ar": "الخلاصة"},
    "hand_ins": {"fr": "Copies corrigées", "ar": "الأوراق المصححة"},
    "passed": {"fr": "Réussite", "ar": "نسبة النجاح"},
    "mean": {"fr": "Moyenne des points", "ar": "معدل النقط"},
    "minutes": {"fr": "Durée médiane (min)", "ar": "المدة الوسيطة (بالدقائق)"},
    "group": {"fr": "Groupe", "ar": "المجموعة"},
    "everybody": {"fr": "Ensemble", "ar": "الجميع"},
    "fr": {"fr": "En français", "ar": "بالفرنسية"},
    "ar": {"fr": "En arabe", "ar": "بالعربية"},
    "few": {"fr": "moins de 10 personnes", "ar": "أقل من 10 أشخاص"},
    "reliability": {"fr": "Fidélité du test (alpha de Cronbach)", "ar": "ثبات الاختبار (ألفا كرونباخ)"},
    "kr20": {"fr": "Fidélité (KR-20)", "ar": "الثبات (KR-20)"},
    "reliability_why": {
        "fr": "De 0 à 1 : le même classement reviendrait-il avec d'autres questions ? À partir de 0,7, la décision "
        "« réussi » est solide. Les questions étant tirées au sort, le calcul porte sur les emplacements du test.",
        "ar": "من 0 إلى 1: هل كان الترتيب سيبقى نفسه بأسئلة أخرى؟ ابتداء من 0,7 يكون قرار النجاح متينا. ولأن الأسئلة "
        "تُسحب بالقرعة، فقد أُجري الحساب على مواضع الأسئلة في الاختبار.",
    },
    "error": {"fr": "Erreur type (points)", "ar": "الخطأ المعياري (بالنقط)"},
    "error_why": {
        "fr": "La note d'une personne peut varier d'à peu près autant par le seul hasard.",
        "ar": "قد تتغير نقطة الشخص بهذا القدر تقريبا بفعل الصدفة وحدها.",
    },
    "unknown": {"fr": "non calculable", "ar": "لا يمكن حسابه"},
    "points": {"fr": "Points", "ar": "النقط"},
    "learners": {"fr": "Personnes", "ar": "عدد الأشخاص"},
    "histogram": {
        "fr": "Répartition des points ; le trait marque le seuil de réussite",
        "ar": "توزيع النقط، والخط يبين عتبة النجاح",
    },
    "item_map": {
        "fr": "Chaque question selon sa facilité et son pouvoir de distinguer ; les triangles sont à relire",
        "ar": "كل سؤال حسب سهولته وقدرته على التمييز؛ والمثلثات أسئلة تستحق المراجعة",
    },
    "languages": {
        "fr": "Facilité en français et en arabe ; loin du trait, une langue est désavantagée",
        "ar": "السهولة بالفرنسية وبالعربية؛ والابتعاد عن الخط يعني أن إحدى اللغتين أصعب",
    },
    "look": {"fr": "Questions à relire", "ar": "أسئلة تستحق المراجعة"},
    "nothing": {"fr": "Aucune question ne pose de problème visible.", "ar": "لا يظهر أي سؤال يطرح مشكلة."},
    "items": {"fr": "Toutes les questions", "ar": "جميع الأسئلة"},
    "item": {"fr": "Question", "ar": "السؤال"},
    "n": {"fr": "Réponses", "ar": "الأجوبة"},
    "facility": {"fr": "Facilité", "ar": "السهولة"},
    "facility_fr": {"fr": "Facilité en français", "ar": "السهولة بالفرنسية"},
    "facility_ar": {"fr": "Facilité en arabe", "ar": "السهولة بالعربية"},
    "point_biserial": {"fr": "Lien avec le reste", "ar": "الارتباط بالباقي"},
    "discrimination": {"fr": "Écart forts-faibles", "ar": "الفارق بين الأقوياء والضعفاء"},
    "omitted": {"fr": "Sans réponse", "ar": "دون جواب"},
    "dif": {"fr": "Équité des langues", "ar": "إنصاف اللغتين"},
    "remarks": {"fr": "Remarques", "ar": "ملاحظات"},
    "option": {"fr": "Option", "ar": "الخيار"},
    "no_answer": {"fr": "(sans réponse)", "ar": "(دون جواب)"},
    "key": {"fr": "bonne réponse", "ar": "جواب صحيح"},
    "all": {"fr": "Tous", "ar": "الجميع"},
    "lower": {"fr": "Plus faibles", "ar": "الأضعف"},
    "upper": {"fr": "Plus forts", "ar": "الأقوى"},
    "choices": {"fr": "Ce qui a été choisi", "ar": "ما تم اختياره"},
    "negative": {
        "fr": "les plus forts échouent plus que les autres : la clé est-elle juste ?",
        "ar": "الأقوى يخطئون أكثر من غيرهم: هل مفتاح الجواب صحيح؟",
    },
    "harder_ar": {
        "fr": "plus difficile en arabe à niveau égal : relire l'arabe",
        "ar": "أصعب بالعربية عند تساوي المستوى: راجعوا النص العربي",
    },
    "harder_fr": {
        "fr": "plus difficile en français à niveau égal : relire le français",
        "ar": "أصعب بالفرنسية عند تساوي المستوى: راجعوا النص الفرنسي",
    },
    "hard": {"fr": "très difficile", "ar": "صعب جدا"},
    "easy": {"fr": "presque tout le monde réussit", "ar": "يجيب عنه الجميع تقريبا"},
    "weak": {"fr": "ne distingue guère", "ar": "لا يميز إلا قليلا"},
    "left": {"fr": "souvent sans réponse", "ar": "كثيرا ما يُترك دون جواب"},
    "how": {"fr": "Comment lire ce bilan", "ar": "كيف تُقرأ هذه الحصيلة"},
    "how_facility": {
        "fr": "Facilité : part des points obtenus, de 0 à 100 %.",
        "ar": "السهولة: حصة النقط المحصل عليها، من 0 إلى 100 %.",
    },
    "how_biserial": {
        "fr": "Lien avec le reste : de −1 à 1. Au-dessus de 0,2, la question distingue bien ; en dessous de 0, "
        "vérifier la clé.",
        "ar": "الارتباط بالباقي: من −1 إلى 1. فوق 0,2 يميز السؤال جيدا، وتحت 0 ينبغي التحقق من مفتاح الجواب.",
    },
    "how_dif": {
        "fr": "Équité des langues : A, rien à signaler ; B, à surveiller ; C, à relire. On compare des personnes de "
        "même niveau (méthode de Mantel-Haenszel).",
        "ar": "إنصاف اللغتين: A لا شيء يُذكر، B تنبغي مراقبته، C تنبغي مراجعته. وتقارن الطريقة (مانتل-هانزل) بين "
        "أشخاص من المستوى نفسه.",
    },
    "how_few": {
        "fr": "Un groupe de moins de 10 personnes n'est jamais décrit.",
        "ar": "لا توصف أي مجموعة تقل عن 10 أشخاص.",
    },
    "toc": {"fr": "Version en arabe", "ar": "النسخة الفرنسية"},
}


def say(name: str, lang: Lang, **values: str) -> str:
    """Return the words `name`; French gets its unbreakable spaces."""
    said = _WORDS[name][lang].format(**values)
    for sign in ":;?!%»":
        said = said.replace(f" {sign}", f"\u00a0{sign}") if lang == "fr" else said
    return said.replace("« ", "«\u00a0")
