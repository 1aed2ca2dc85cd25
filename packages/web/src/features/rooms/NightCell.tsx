import { IconBan } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';
import classes from './AvailabilityGrid.module.css';
import { levelOf, sellableOf, type CalendarType, type Night } from './nights.ts';

interface NightCellProps {
  type: CalendarType;
  date: string;
  /** The date in words, for screen readers. */
  day: string;
  night: Night | undefined;
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
  tabStop,
  selected,
  past,
  weekend,
  today,
}: NightCellProps) {
  const { t } = useTranslation('rooms');
  const level = night ? levelOf(night.available, sellableOf(night)) : 'missing';
  const label = night
    ? t('cell.label', { type: type.name, day, count: Math.max(0, night.available), of: sellableOf(night) })
    : t('cell.missing_label', { type: type.name, day });
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
      {night ? <Left available={night.available} /> : <span aria-hidden>–</span>}
    </td>
  );
});

/** The number flashes when somebody else's booking changes it, so that the eye finds what moved. */
function Left({ available }: { available: number }) {
  const { t } = useTranslation('rooms');
  const seen = useRef(available);
  const changed = seen.current !== available;
  seen.current = available;
  return (
    <span key={available} className={classes.left} data-changed={changed || undefined}>
      {available <= 0 ? (
        <>
          <IconBan size={14} stroke={2.2} aria-hidden />
          <span className={classes.word}>{t('cell.full')}</span>
        </>
      ) : (
        <NumberText value={available} />
      )}
    </span>
  );
}
