import { useTranslation } from 'react-i18next';
import type { OpenFolio } from './queries.ts';

const MOST_WINDOWS = 8;

/** The windows of an account that something may go to: those in use, and the next one. */
export function windowsOf(folio: Pick<OpenFolio, 'windows'>): number[] {
  const used = new Set([1, ...folio.windows.map((each) => each.window_no)]);
  const next = Array.from({ length: MOST_WINDOWS }, (_, index) => index + 1).find((number) => !used.has(number));
  return [...used, ...(next ? [next] : [])].sort((a, b) => a - b);
}

export function useWindowChoices(folio: Pick<OpenFolio, 'windows'>) {
  const { t } = useTranslation('folios');
  const used = new Set(folio.windows.map((each) => each.window_no));
  return windowsOf(folio).map((number) => ({
    value: String(number),
    label: used.has(number) ? t('window', { number }) : t('new_window', { number }),
  }));
}
