import { en, type LetterWords } from './en.ts';

const LANGUAGES: Readonly<Record<string, LetterWords>> = { en };

/** The words in the guest's language, or in English where there are none; and which language that is. */
export function wordsIn(language: string | null): { words: LetterWords; language: string } {
  const known = language && LANGUAGES[language] ? language : 'en';
  return { words: LANGUAGES[known]!, language: known };
}
