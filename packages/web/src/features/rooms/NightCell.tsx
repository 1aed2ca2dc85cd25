import { IconBan, IconLock } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';
import type { Mark } from '../restrictions/marks.ts';
import classes from './AvailabilityGrid.module.css';
import { levelOf, sellableOf, type CalendarType, type Night } from './nights.ts';

interface NightCellProps {
  type: CalendarType;
  date: string;
  /** The date in words, for screen readers. */
  day: string;
  night: Night | undefined;
  /** What restricts the night in every plan and channel. */
  marks: readonly Mark[];
  tabStop: boolean;
  selected: boolean;
  past: boolean;
  weekend: boolean;
  today: boolean;
}

/** Rooms left of one type on one night: tint, number, and for a full night an icon and a word. */
export const NightCell = memo(function NightCell({
  type,
  date,
  day,
  night,
  marks,
  tabStop,
  selected,
  past,
  weekend,
  today,
}: NightCellProps) {
  const { t } = useTranslation(['rooms', 'restrictions']);
  const level = night ? levelOf(night.available, sellableOf(night)) : 'missing';
  const free = night?.is_closed
    ? t('cell.closed_label', { type: type.name, day })
    : night
      ? t('cell.label', { type: type.name, day, count: Math.max(0, night.available), of: sellableOf(night) })
      : t('cell.missing_label', { type: type.name, day });
  const said = marks.map((mark) => t(`restrictions:rules.${mark.rule}`)).join(', ');
  const label = said ? t('cell.restricted', { label: free, said }) : free;
  return (
    <td
      role="gridcell"
      className={classes.cell}
      tabIndex={tabStop ? 0 : -1}
      aria-label={label}
      aria-selected={selected}
      aria-disabled={past}
      data-row={type.id}
      data-night={date}
      data-level={level}
      data-past={past || undefined}
      data-weekend={weekend || undefined}
      data-today={today || undefined}
      data-selected={selected || undefined}
    >
      {night ? <Left available={night.available} closed={night.is_closed} /> : <span aria-hidden>–</span>}
      {marks[0] && <Restricted first={marks[0]} more={marks.length - 1} />}
    </td>
  );
});

/** The number flashes when somebody else's booking changes it, so that the eye finds what moved. */
function Left({ available, closed }: { available: number; closed: boolean }) {
  const { t } = useTranslation('rooms');
  const seen = useRef(available);
  const changed = seen.current !== available;
  seen.current = available;
  return (
    <span key={available} className={classes.left} data-changed={changed || undefined}>
      {available <= 0 ? (
        <>
          {closed ? <IconLock size={14} stroke={2.2} aria-hidden /> : <IconBan size={14} stroke={2.2} aria-hidden />}
          <span className={classes.word}>{t(closed ? 'cell.closed' : 'cell.full')}</span>
        </>
      ) : (
        <NumberText value={available} />
      )}
    </span>
  );
}

/** The first restriction in a few signs, and how many more there are; the peek and the label say them all. */
function Restricted({ first, more }: { first: Mark; more: number }) {
  const { t } = useTranslation('restrictions');
  return (
    <span className={classes.restricted} aria-hidden>
      {t(`short.${first.value === 0 ? 'LIFTED' : first.rule}`, { count: first.value })}
      {more > 0 && <NumberText value={more} options={{ signDisplay: 'always' }} />}
    </span>
  );
}
