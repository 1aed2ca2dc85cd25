import type { ChartStay } from '@hostelry/contracts';
import { IconAlertTriangle, IconLock, IconStarFilled } from '@tabler/icons-react';
import { memo, type CSSProperties, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { statusLook } from '../../../ui/status.ts';
import { usePlace } from '../../../ui/place.ts';
import classes from './Chart.module.css';
import type { Handle, Piece } from './drops.ts';
import { placeOn, type Place } from './layout.ts';

interface BarProps {
  piece: Piece;
  span: { from: string; to: string };
  line?: number;
  dimmed: boolean;
  highlighted: boolean;
  held: boolean;
  onTake: (piece: Piece, handle: Handle, event: PointerEvent<HTMLElement>) => void;
  onOpen: (stay: ChartStay) => void;
}

export const styleOf = ({ from, days }: Place, line = 0) =>
  ({ '--from': from, '--nights': days, '--line': line }) as CSSProperties;

/** A stay on the chart: what it is in colour, icon and words; its ends are handles. */
export const Bar = memo(function Bar({ piece, span, line, dimmed, highlighted, held, onTake, onOpen }: BarProps) {
  const { t } = useTranslation(['desk', 'status']);
  const { locale } = usePlace();
  const place = placeOn(span, piece.start_date, piece.end_date);
  if (!place) return null;
  const { stay } = piece;
  const { icon: Glyph } = statusLook('reservation', stay.status);
  const name = stay.guest_name ?? stay.confirmation_code;
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dates = `${day.format(new Date(piece.start_date))} – ${day.format(new Date(piece.end_date))}`;
  const words = [name, t(`status:reservation.${stay.status}`), dates, stay.is_room_locked && t('desk:chart.locked')];
  const movable = stay.status !== 'CHECKED_OUT';
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.bar}
      style={styleOf(place, line)}
      data-stay={stay.id}
      data-status={stay.status}
      data-cut-start={place.cutStart || undefined}
      data-cut-end={place.cutEnd || undefined}
      data-dimmed={dimmed || undefined}
      data-highlighted={highlighted || undefined}
      data-held={held || undefined}
      data-movable={movable || undefined}
      aria-label={words.filter(Boolean).join(', ')}
      title={`${name} · ${stay.confirmation_code} · ${dates}`}
      onPointerDown={(event) => movable && onTake(piece, 'move', event)}
      onClick={() => onOpen(stay)}
    >
      {movable && !place.cutStart && (
        <span className={classes.grip} data-side="start" onPointerDown={(event) => onTake(piece, 'start', event)} />
      )}
      <Glyph size={14} stroke={2} aria-hidden className={classes.glyph} />
      {stay.vip_level > 0 && <IconStarFilled size={12} aria-hidden className={classes.glyph} />}
      {stay.is_room_locked && <IconLock size={12} aria-hidden className={classes.glyph} />}
      {stay.is_overbooked && <IconAlertTriangle size={13} aria-hidden className={classes.glyph} />}
      <span className={classes.name}>
        <bdi>{name}</bdi>
      </span>
      {movable && !place.cutEnd && (
        <span className={classes.grip} data-side="end" onPointerDown={(event) => onTake(piece, 'end', event)} />
      )}
    </button>
  );
});
