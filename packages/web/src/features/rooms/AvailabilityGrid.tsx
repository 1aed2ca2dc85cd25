import { Text } from '@mantine/core';
import { IconArrowBarToUp, IconUser } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';
import { usePlace } from '../../ui/place.ts';
import { byDate, marksOf, type Mark, type RestrictionRow } from '../restrictions/marks.ts';
import classes from './AvailabilityGrid.module.css';
import { NightCell } from './NightCell.tsx';
import { NightPeek } from './NightPeek.tsx';
import { holds, houseNights, isWeekend, levelOf, type Calendar, type HouseNight, type NightRange } from './nights.ts';
import { useGridSelection } from './useGridSelection.ts';

interface AvailabilityGridProps {
  calendar: Calendar;
  restrictions: readonly RestrictionRow[];
  dates: readonly string[];
  mayBook: boolean;
  booking: boolean;
  /** Brings a date into view that the arrows have moved to. */
  onReach: (date: string) => void;
  onBook: (range: NightRange) => void;
  /** What shows below the grid while nights are selected by touch or keyboard. */
  selectionBar: (range: NightRange, clear: () => void) => ReactNode;
}

/** Room types × nights with rooms left. One tab stop; arrows move, Shift extends, Enter books. */
export function AvailabilityGrid({
  calendar,
  restrictions,
  dates,
  mayBook,
  booking,
  onReach,
  onBook,
  selectionBar,
}: AvailabilityGridProps) {
  const { t } = useTranslation('rooms');
  const { business_date, room_types } = calendar;
  const rows = useMemo(() => room_types.map(({ id }) => id), [room_types]);
  const selection = useGridSelection({
    rows,
    dates,
    earliest: business_date,
    enabled: mayBook,
    booking,
    onReach,
    onBook,
  });
  const days = useDayWords(dates);
  const restricted = useMemo(() => byDate(restrictions), [restrictions]);
  return (
    <>
      <div className={classes.frame}>
        <table
          role="grid"
          aria-label={t('availability.title')}
          aria-readonly
          ref={selection.grid}
          className={classes.grid}
          {...selection.handlers}
        >
          <Head dates={dates} business_date={business_date} />
          <tbody>
            {room_types.map((type) => {
              const nights = new Map(type.nights.map((night) => [night.date, night]));
              return (
                <tr key={type.id} role="row">
                  <th scope="row" role="rowheader" className={classes.type}>
                    <Text fw={600} size="sm" lh={1.25} lineClamp={2} title={type.name}>
                      {type.name}
                    </Text>
                    <Text size="xs" c="dimmed" className={classes.facts}>
                      <bdi>{type.code}</bdi> · <IconUser size={12} aria-hidden />{' '}
                      <NumberText value={type.max_occupancy} />
                      <span data-wide> · {t('grid.units', { count: type.total_units })}</span>
                    </Text>
                  </th>
                  {dates.map((date) => (
                    <NightCell
                      key={date}
                      type={type}
                      date={date}
                      day={days.get(date)!}
                      night={nights.get(date)}
                      marks={marksIn(restricted, type.id, date)}
                      tabStop={selection.stop.room_type_id === type.id && selection.stop.date === date}
                      selected={holds(selection.range, type.id, date)}
                      past={date < business_date}
                      weekend={isWeekend(date)}
                      today={date === business_date}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
          <House dates={dates} calendar={calendar} />
        </table>
      </div>
      <NightPeek grid={selection.grid} calendar={calendar} days={days} restricted={restricted} />
      {selection.range && !booking && selectionBar(selection.range, selection.clear)}
    </>
  );
}

const ALL = { rate_plan_id: null, channel: null };
const UNMARKED: readonly Mark[] = [];

/** What restricts a type on a date in every plan and channel; the same empty list where nothing does, so that cells stay as drawn. */
function marksIn(restricted: ReadonlyMap<string, RestrictionRow[]>, room_type_id: string, date: string) {
  const day = restricted.get(date);
  return day ? marksOf(day, { ...ALL, room_type_id }) : UNMARKED;
}

/** Each date in words: “Friday 27 November”. */
function useDayWords(dates: readonly string[]) {
  const { locale } = usePlace();
  return useMemo(() => {
    const words = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
    return new Map(dates.map((date) => [date, words.format(new Date(date))]));
  }, [dates, locale]);
}

function Head({ dates, business_date }: { dates: readonly string[]; business_date: string }) {
  const { t } = useTranslation('rooms');
  const { locale } = usePlace();
  const part = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: string) => format.format(new Date(date));
  };
  // Arabic short weekdays are the long ones; its calendars write one letter.
  const [weekday, day, month] = [
    part({ weekday: locale.startsWith('ar') ? 'narrow' : 'short' }),
    part({ day: 'numeric' }),
    part({ month: 'short' }),
  ];
  return (
    <thead>
      <tr role="row">
        <th scope="col" role="columnheader" className={classes.corner}>
          <Text size="xs" c="dimmed">
            {t('grid.room_type')}
          </Text>
        </th>
        {dates.map((date, index) => (
          <th
            key={date}
            scope="col"
            role="columnheader"
            className={classes.date}
            data-weekend={isWeekend(date) || undefined}
            data-today={date === business_date || undefined}
            title={date === business_date ? t('grid.business_date') : undefined}
          >
            <span className={classes.month}>{index === 0 || date.endsWith('-01') ? month(date) : ' '}</span>
            <span className={classes.weekday}>{weekday(date)}</span>
            <bdi className={classes.day}>{day(date)}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The house's own rows: rooms left and occupancy of every night. */
function House({ dates, calendar }: { dates: readonly string[]; calendar: Calendar }) {
  const { t } = useTranslation('rooms');
  const house = useMemo(() => houseNights(calendar.room_types, calendar.house), [calendar]);
  const cells = (show: (night: HouseNight) => ReactNode) =>
    dates.map((date) => {
      const night = house.get(date);
      return (
        <td
          key={date}
          role="gridcell"
          className={classes.total}
          data-weekend={isWeekend(date) || undefined}
          data-today={date === calendar.business_date || undefined}
          data-level={night ? levelOf(night.available, night.base) : 'missing'}
        >
          {night ? show(night) : '–'}
        </td>
      );
    });
  return (
    <tfoot>
      <tr role="row">
        <th scope="row" role="rowheader" className={classes.type}>
          <Text fw={600} size="sm">
            {t('grid.house')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('grid.rooms_left')}
          </Text>
        </th>
        {cells(({ available, limit }) => (
          <>
            <Text fw={700} size="sm">
              <NumberText value={available} />
            </Text>
            {limit !== null && (
              <Text size="xs" c="dimmed" title={t('grid.house_limit_hint')} className={classes.limit}>
                <IconArrowBarToUp size={11} aria-hidden aria-label={t('grid.house_limit')} />
                <NumberText value={limit} />
              </Text>
            )}
          </>
        ))}
      </tr>
      <tr role="row">
        <th scope="row" role="rowheader" className={classes.type}>
          <Text size="xs" c="dimmed" title={t('grid.occupancy_hint')}>
            {t('grid.occupancy')}
          </Text>
        </th>
        {cells(({ occupancy }) => (
          <Text size="xs" c="dimmed">
            <NumberText value={occupancy} options={{ style: 'percent', maximumFractionDigits: 0 }} />
          </Text>
        ))}
      </tr>
    </tfoot>
  );
}
