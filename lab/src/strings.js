// The words of the bar around a course page. The activities bring their own.
const WORDS = {
  fr: {
    exit: 'Quitter vite',
    exitHelp: 'Quitter vite cette page (ou la touche Échap trois fois)',
    home: 'Accueil',
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
    unread: 'Votre progression n’a pas pu être lue. Rechargez la page avant de répondre.'
  },
  ar: {
    exit: 'خروج سريع',
    exitHelp: 'خروج سريع من هذه الصفحة (أو مفتاح Esc ثلاث مرات)',
    home: 'الرئيسية',
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
    unread: 'تعذرت قراءة تقدمكم. أعيدوا تحميل الصفحة قبل الإجابة.'
  }
};

export function words(lang, key, values = {}) {
  return WORDS[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
