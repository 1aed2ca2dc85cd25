import { useNow } from './now.ts';
import { usePlace } from './place.ts';

/** Whole minutes between two instants, never negative: a browser's clock may run a little behind the server's. */
export const minutesBetween = (since: string, now: number) =>
  Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));

/** “12 min” or “1 hr 5 min” in the reader's language; `narrow` is “12m”, for where every letter counts. */
export function formatMinutes(minutes: number, locale: string, unitDisplay: 'short' | 'narrow' = 'short') {
  const unit = (name: 'hour' | 'minute', value: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).format(value);
  if (minutes < 60) return unit('minute', minutes);
  const rest = minutes % 60;
  return rest === 0
    ? unit('hour', Math.floor(minutes / 60))
    : `${unit('hour', Math.floor(minutes / 60))} ${unit('minute', rest)}`;
}

/** How long something has lasted, ticking by itself. */
export function Elapsed({ since }: { since: string }) {
  const { locale } = usePlace();
  return (
    <bdi>
      <time dateTime={since}>{formatMinutes(minutesBetween(since, useNow(10_000)), locale)}</time>
    </bdi>
  );
}
