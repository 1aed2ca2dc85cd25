/** The languages of the guest app: more than the console has, and only the words that guests read. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  hi: { name: 'हिन्दी', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const;
export type Language = keyof typeof LANGUAGES;

const files = import.meta.glob<{ default: object }>('../app/locales/*/guest.json');
const isLanguage = (code: unknown): code is Language => typeof code === 'string' && code in LANGUAGES;

export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'en');

async function load(language: Language) {
  const read = files[`../app/locales/${language}/guest.json`];
  if (read && !i18next.hasResourceBundle(language, 'guest'))
    i18next.addResourceBundle(language, 'guest', (await read()).default);
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  return [asked, ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en';
}

/** Starts the words before the first paint; English stands behind every other language. */
export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    defaultNS: 'guest',
    ns: ['guest'],
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
  await Promise.all([load('en'), load(currentLanguage())]);
  dress(currentLanguage());
}

export async function changeLanguage(language: Language) {
  await load(language);
  await i18next.changeLanguage(language);
  dress(language);
}

function dress(language: Language) {
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}
