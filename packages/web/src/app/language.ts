/** Languages: which there are, how one is loaded, and what it does to the document. */
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

const STORED = 'hostelry.language';
const files = import.meta.glob<{ default: object }>(['./locales/*/*.json', '!./locales/*/guest.json']);

export const isLanguage = (code: unknown): code is Language => typeof code === 'string' && code in LANGUAGES;

/** The language in force. */
export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'en');

/** Reads the words of one language: every file is a namespace named after its feature. */
async function load(language: Language) {
  const mine = Object.entries(files).filter(([path]) => path.startsWith(`./locales/${language}/`));
  await Promise.all(
    mine.map(async ([path, read]) => {
      const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
      if (!i18next.hasResourceBundle(language, namespace))
        i18next.addResourceBundle(language, namespace, (await read()).default);
    }),
  );
}

/** Takes over the language of somebody's profile, unless this browser was told another. */
export async function preferLanguage(language: string | null | undefined) {
  if (isLanguage(language) && language !== currentLanguage() && !localStorage.getItem(STORED))
    await changeLanguage(language);
}

function firstLanguage(): Language {
  const candidates = [localStorage.getItem(STORED), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find(isLanguage) ?? 'en';
}

/** Starts the words before the first paint. English stands behind every other language. */
export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    defaultNS: 'shell',
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
  await Promise.all([load('en'), load(currentLanguage())]);
  dress(currentLanguage());
}

/** Changes the language here and remembers it in this browser. */
export async function changeLanguage(language: Language) {
  await load(language);
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
  dress(language);
}

function dress(language: Language) {
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}
