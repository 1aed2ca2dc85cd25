import { useEffect, useState } from 'react';
import { usePlace } from './place.ts';

interface WhenProps {
  value: string;
  /** The outlet's timezone unless said. */
  timezone?: string;
  options?: Intl.DateTimeFormatOptions;
}

const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

/** A day. A civil date (`2026-11-21`) is shown as it stands; an instant as the outlet's day. */
export function DateText({ value, timezone, options = { dateStyle: 'medium' } }: WhenProps) {
  const place = usePlace();
  const zone = CIVIL.test(value) ? 'UTC' : (timezone ?? place.timezone ?? undefined);
  return (
    <bdi>
      <time dateTime={value}>
        {new Intl.DateTimeFormat(place.locale, { ...options, timeZone: zone }).format(new Date(value))}
      </time>
    </bdi>
  );
}

/** An instant as day and time in the outlet's timezone. */
export function TimeText({ value, timezone, options = { dateStyle: 'medium', timeStyle: 'short' } }: WhenProps) {
  const place = usePlace();
  const zone = timezone ?? place.timezone ?? undefined;
  return (
    <bdi>
      <time dateTime={value}>
        {new Intl.DateTimeFormat(place.locale, { ...options, timeZone: zone }).format(new Date(value))}
      </time>
    </bdi>
  );
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** “4 minutes ago”, kept up to date by itself. */
export function AgoText({ value }: { value: string }) {
  const { locale } = usePlace();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.min(0, Math.round((new Date(value).getTime() - now) / 1000));
  const [unit, size] = STEPS.find(([, length]) => -seconds >= length) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
  return <time dateTime={value}>{words}</time>;
}
