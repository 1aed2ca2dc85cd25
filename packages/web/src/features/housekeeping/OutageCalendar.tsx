import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../ui/place.ts';
import { datesFrom, isWeekend } from '../rooms/nights.ts';
import classes from './OutageCalendar.module.css';
import type { OutageRow } from './queries.ts';

const NIGHTS = 28;

/** The next four weeks: a row per room, a bar per outage. */
export function OutageCalendar({ outages, from }: { outages: readonly OutageRow[]; from: string }) {
  const { t } = useTranslation('housekeeping');
  const { locale } = usePlace();
  const dates = datesFrom(from, NIGHTS);
  const live = outages.filter(
    ({ status, end_date, start_date }) =>
      (status === 'CURRENT' || status === 'PLANNED') && end_date > from && start_date <= dates.at(-1)!,
  );
  if (live.length === 0) return null;
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC' });
  const rooms = [...new Set(live.map(({ room_number }) => room_number))].sort((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  );
  const column = (date: string) => 2 + Math.min(NIGHTS, Math.max(0, dates.indexOf(date)));
  const end = (date: string) => (date > dates.at(-1)! ? 2 + NIGHTS : column(date));
  return (
    <div className={classes.frame} role="img" aria-label={t('outages.calendar', { count: live.length })}>
      <div className={classes.grid} style={{ gridTemplateColumns: `64px repeat(${NIGHTS}, minmax(26px, 1fr))` }}>
        <span />
        {dates.map((date) => (
          <span key={date} className={classes.day} data-weekend={isWeekend(date) || undefined}>
            {day.format(new Date(date))}
          </span>
        ))}
        {rooms.map((number, index) => (
          <Text key={number} size="sm" fw={650} style={{ gridColumn: 1, gridRow: index + 2 }}>
            <bdi>{number}</bdi>
          </Text>
        ))}
        {live.map((outage) => (
          <span
            key={outage.id}
            className={classes.bar}
            data-kind={outage.kind}
            title={outage.reason}
            style={{
              gridRow: rooms.indexOf(outage.room_number) + 2,
              gridColumn: `${column(outage.start_date < from ? from : outage.start_date)} / ${end(outage.end_date)}`,
            }}
          >
            {outage.reason}
          </span>
        ))}
      </div>
    </div>
  );
}
