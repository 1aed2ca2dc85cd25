import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../../ui/Numbers.tsx';
import { usePlace } from '../../../ui/place.ts';
import { isWeekend, nightsBetween } from '../../rooms/nights.ts';
import type { ChartData } from '../queries.ts';
import classes from './Chart.module.css';

interface HeadProps {
  chart: ChartData;
  dates: readonly string[];
}

/** The dates, and under each how the house stands that night. */
export const ChartHead = memo(function ChartHead({ chart, dates }: HeadProps) {
  const { t } = useTranslation('desk');
  const { locale } = usePlace();
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const [weekday, day, month] = [
    words({ weekday: 'short' }),
    words({ day: 'numeric' }),
    words({ month: 'long', year: 'numeric' }),
  ];
  const full = words({ dateStyle: 'full' });
  return (
    <>
      <div className={`${classes.row} ${classes.head}`} role="row">
        <div className={classes.corner} role="columnheader">
          {month.format(new Date(dates[0]!))}
        </div>
        <div className={classes.dates}>
          {dates.map((date) => (
            <div
              key={date}
              role="columnheader"
              className={classes.date}
              aria-label={full.format(new Date(date))}
              data-weekend={isWeekend(date) || undefined}
              data-today={date === chart.business_date || undefined}
            >
              <span>{weekday.format(new Date(date))}</span>
              <b>{day.format(new Date(date))}</b>
            </div>
          ))}
        </div>
      </div>
      <div className={`${classes.row} ${classes.house}`} role="row">
        <div className={`${classes.corner} ${classes.night}`} role="rowheader" data-labels>
          {FIGURES.map((name) => (
            <span key={name}>{t(`chart.figure.${name}`)}</span>
          ))}
        </div>
        <div className={classes.dates}>
          {chart.house.map((night) => (
            <div
              key={night.date}
              role="gridcell"
              className={classes.night}
              data-full={night.available === 0 || undefined}
              aria-label={t('chart.position', { ...night, available: night.available ?? '–' })}
            >
              {FIGURES.map((name) => (
                <span key={name} data-figure={name}>
                  <Figure name={name} night={night} />
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  );
});

/** How the house stands on a night, a line each. */
const FIGURES = ['occupancy', 'available', 'in_house', 'arrivals', 'departures'] as const;

function Figure({ name, night }: { name: (typeof FIGURES)[number]; night: ChartData['house'][number] }) {
  if (name !== 'occupancy') return night[name] === null ? '–' : <NumberText value={night[name]} />;
  if (night.occupancy_bp === null) return '–';
  return <NumberText value={night.occupancy_bp / 10_000} options={{ style: 'percent', maximumFractionDigits: 0 }} />;
}

/** Weekends and the present day behind every row, drawn once for all of them. */
export const Columns = memo(function Columns({ chart, dates }: HeadProps) {
  const today = nightsBetween(chart.from, chart.business_date);
  const at = (from: number) => ({ '--from': from }) as CSSProperties;
  return (
    <div className={classes.columns} aria-hidden>
      {dates.map((date, index) => isWeekend(date) && <div key={date} className={classes.weekend} style={at(index)} />)}
      {today >= 0 && today < dates.length && <div className={classes.today} style={at(today)} />}
    </div>
  );
});
