// The words of the bar around a course page. The activities bring their own.
const WORDS = {
  fr: {
    exit: 'Quitter vite',
    exitHelp: 'Quitter vite cette page (ou la touche Échap trois fois)',
    home: 'Accueil',
    pause: 'Aide',
    pauseHelp: 'Faire une pause, trouver de l’aide',
    bar: 'Navigation du cours',
    end: 'Suite du cours',
    twin: 'العربية',
    previous: 'Précédent',
    next: 'Suivant',
    progress: '{done} activités faites sur {all}',
    unsaved: 'Réponses non enregistrées : {n}. Elles restent dans cette page ; nous réessayons.',
    saved: 'Tout est enregistré.',
    retry: 'Réessayer',
    logout: 'Se déconnecter',
    unread: 'Votre progression n’a pas pu être lue. Rechargez la page avant de répondre.',
    away: 'Le serveur du cours ne répond pas. Vous pouvez continuer à lire ; vos réponses restent dans cette page et partiront dès son retour.',
    tools: 'Exécution du carnet',
    runCell: 'Exécuter la cellule',
    runAll: 'Tout exécuter',
    download: 'Télécharger ce carnet',
    unkept: 'Ce carnet n’est pas gardé : vos changements disparaissent à la fermeture de la page, sauf si vous le téléchargez.',
    pythonLoading: 'Python se charge ; la première fois, cela peut prendre une minute.',
    pythonReady: 'Python est prêt.',
    pythonBusy: 'Python travaille…',
    pythonDead: 'Python s’est arrêté. Rechargez la page.'
  },
  ar: {
    exit: 'خروج سريع',
    exitHelp: 'خروج سريع من هذه الصفحة (أو مفتاح Esc ثلاث مرات)',
    home: 'الرئيسية',
    pause: 'مساعدة',
    pauseHelp: 'استراحة وأرقام المساعدة',
    bar: 'التنقل في الدورة',
    end: 'بقية الدورة',
    twin: 'Français',
    previous: 'السابق',
    next: 'التالي',
    progress: 'الأنشطة المنجزة: {done} من {all}',
    unsaved: 'أجوبة لم تُحفظ: {n}. إنها باقية في هذه الصفحة، ونحن نعيد المحاولة.',
    saved: 'كل شيء محفوظ.',
    retry: 'إعادة المحاولة',
    logout: 'تسجيل الخروج',
    unread: 'تعذرت قراءة تقدمكم. أعيدوا تحميل الصفحة قبل الإجابة.',
    away: 'خادم الدورة لا يستجيب. يمكنكم متابعة القراءة؛ تبقى أجوبتكم في هذه الصفحة وتُرسل فور عودته.',
    tools: 'تنفيذ الدفتر',
    runCell: 'تنفيذ الخلية',
    runAll: 'تنفيذ الكل',
    download: 'تنزيل هذا الدفتر',
    unkept: 'لا يُحفظ هذا الدفتر: تختفي تغييراتكم عند إغلاق الصفحة ما لم تنزلوه.',
    pythonLoading: 'جارٍ تحميل بايثون؛ قد يستغرق ذلك دقيقة في المرة الأولى.',
    pythonReady: 'بايثون جاهز.',
    pythonBusy: 'بايثون يعمل…',
    pythonDead: 'توقف بايثون. أعيدوا تحميل الصفحة.'
  }
};

export function words(lang, key, values = {}) {
  return WORDS[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
