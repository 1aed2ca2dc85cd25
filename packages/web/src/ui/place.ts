/** Where the person works: times and money show in the venue's zone and currency, whatever the browser's are. */
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';

export interface Place {
  timezone: string | null;
  currency: string | null;
}

export const PlaceContext = createContext<Place>({ timezone: null, currency: null });

// Hindi readers expect lakh and crore; the others follow their language.
const LOCALES: Record<string, string> = { hi: 'hi-IN', en: 'en-GB' };

/** The venue's zone and currency with the reader's locale for `Intl`. */
export function usePlace(): Place & { locale: string } {
  const { i18n } = useTranslation();
  return { ...use(PlaceContext), locale: LOCALES[i18n.language] ?? i18n.language };
}
