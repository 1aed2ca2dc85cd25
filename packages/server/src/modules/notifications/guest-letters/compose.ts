import type { LetterKind } from '@hostelry/contracts';
import ical from 'ical-generator';
import { addDays, daysBetween } from '../../../platform/clock.ts';
import { wordsIn } from './words/index.ts';

/** What a letter tells: the hotel, the stay, the money. */
export interface Letter {
  kind: LetterKind;
  language: string | null;
  hotel: { name: string; address: string | null; city: string | null; timezone: string };
  guest_name: string;
  code: string | null;
  start_date: string;
  end_date: string;
  rooms: number;
  room_types: readonly string[];
  adults: number;
  children: number;
  /** Null where nothing is priced yet. */
  money: { total_minor: number; tax_minor: number; currency: string } | null;
  policy: { free_until_hours: number | null } | null;
  until: string | null;
  link: string | null;
  subject_id: string;
}

export interface Composed {
  subject: string;
  text: string;
  html: string;
  calendar: string | null;
}

/** A letter in words: subject, plain text, HTML, and the stay for the guest's calendar. */
export function compose(letter: Letter): Composed {
  const { words, language } = wordsIn(letter.language);
  const until = letter.until ? instantIn(language, letter.hotel.timezone, letter.until) : '';
  const fill = (sentence: string, more: Record<string, string> = {}) =>
    sentence.replace(
      /\{(\w+)\}/g,
      (_, name: string) =>
        ({ hotel: letter.hotel.name, code: letter.code ?? '', guest: letter.guest_name, until, ...more })[name] ?? '',
    );
  const subject = fill(words.subject[letter.kind]);
  const lines = linesOf(letter, language, fill);
  const paragraphs = [fill(words.greeting), fill(words.opening[letter.kind])];
  const { name, address, city } = letter.hotel;
  const closing = [words.closing, name, [address, city].filter(Boolean).join(', ')].filter(Boolean);
  const text = [
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...lines.map(([label, value]) => `${label}: ${value}`),
    ...(letter.link ? ['', `${words.labels.manage}: ${letter.link}`] : []),
    '',
    ...closing,
  ].join('\n');
  return {
    subject,
    text,
    html: asHtml({ subject, language, paragraphs, lines, closing, link: letter.link, manage: words.labels.manage }),
    calendar: letter.kind === 'CONFIRMATION' || letter.kind === 'CHANGE' ? calendarOf(letter) : null,
  };
}

type Line = readonly [label: string, value: string];

function linesOf(
  letter: Letter,
  language: string,
  fill: (sentence: string, more?: Record<string, string>) => string,
): Line[] {
  const { labels, policy, guests } = wordsIn(language).words;
  const people = [
    fill(guests.adults, { count: String(letter.adults) }),
    ...(letter.children > 0 ? [fill(guests.children, { count: String(letter.children) })] : []),
  ];
  const lines: Line[] = [
    ...(letter.code ? [[labels.code, letter.code] as const] : []),
    [labels.arrival, dateIn(language, letter.start_date)],
    [labels.departure, dateIn(language, letter.end_date)],
    [labels.nights, String(daysBetween(letter.start_date, letter.end_date))],
    [labels.rooms, `${letter.rooms} × ${letter.room_types.join(', ')}`],
    [labels.guests, people.join(', ')],
  ];
  if (letter.money) {
    const { total_minor, tax_minor, currency } = letter.money;
    if (tax_minor > 0) {
      lines.push([labels.room_price, moneyIn(language, total_minor - tax_minor, currency)]);
      lines.push([labels.tax, moneyIn(language, tax_minor, currency)]);
    }
    lines.push([labels.total, moneyIn(language, total_minor, currency)]);
  }
  if (letter.policy && letter.kind !== 'CANCELLATION') {
    const { free_until_hours } = letter.policy;
    const sentence = free_until_hours === null ? policy.non_refundable : policy.free_until;
    lines.push([labels.policy, fill(sentence, { hours: String(free_until_hours ?? 0) })]);
  }
  return lines;
}

/** The stay as whole days in a calendar; the day of departure is shown, because guests plan it too. */
function calendarOf(letter: Letter): string {
  const calendar = ical({ name: letter.hotel.name });
  calendar.createEvent({
    id: `${letter.subject_id}@hostelry`,
    start: new Date(`${letter.start_date}T00:00:00Z`),
    end: new Date(`${addDays(letter.end_date, 1)}T00:00:00Z`),
    allDay: true,
    summary: letter.hotel.name,
    description: letter.code ?? '',
    location: [letter.hotel.address, letter.hotel.city].filter(Boolean).join(', '),
  });
  return calendar.toString();
}

function asHtml(parts: {
  subject: string;
  language: string;
  paragraphs: readonly string[];
  lines: readonly Line[];
  closing: readonly string[];
  link: string | null;
  manage: string;
}): string {
  const rows = parts.lines
    .map(
      ([label, value]) =>
        `<tr><th align="start" style="padding:6px 24px 6px 0;font-weight:500;color:#5b6472">${escaped(label)}</th><td style="padding:6px 0">${escaped(value)}</td></tr>`,
    )
    .join('');
  const link = parts.link ? `<p><a href="${escaped(parts.link)}">${escaped(parts.manage)}</a></p>` : '';
  return `<!doctype html><html lang="${parts.language}" dir="auto"><head><meta charset="utf-8"><title>${escaped(parts.subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1d2433"><div style="max-width:560px;margin:0 auto">
${parts.paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')}
<table style="border-collapse:collapse">${rows}</table>${link}
<p>${parts.closing.map(escaped).join('<br>')}</p></div></body></html>`;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const dateIn = (language: string, date: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

const instantIn = (language: string, timezone: string, instant: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(new Date(instant));

function moneyIn(language: string, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(Number(`${minor}e-${format.resolvedOptions().maximumFractionDigits}`));
}
