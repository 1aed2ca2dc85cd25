import type { ChartRoom, ChartStay } from '@hostelry/contracts';
import { IconTool } from '@tabler/icons-react';
import { memo, type CSSProperties, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { statusLook } from '../../../ui/status.ts';
import { nightsBetween } from '../../rooms/nights.ts';
import { Bar, styleOf } from './Bar.tsx';
import classes from './Chart.module.css';
import type { Handle, Piece, Target } from './drops.ts';
import { placeOn } from './layout.ts';

export interface BarActs {
  onTake: (piece: Piece, handle: Handle, event: PointerEvent<HTMLElement>) => void;
  onOpen: (stay: ChartStay) => void;
}

interface RoomRowProps extends BarActs {
  room: ChartRoom;
  typeCode: string;
  pieces: readonly Piece[];
  outages: readonly { id: string; start_date: string; end_date: string }[];
  span: { from: string; to: string };
  days: number;
  search: string;
  matches: ReadonlySet<string>;
  heldId: string | null;
  /** Where a stay in the hand would stand in this room. */
  ghost: Target | null;
  cursor: { first: string; last: string } | null;
}

/** A room and who sleeps in it. Memoised: while a stay is dragged only the rows that it leaves and enters draw again. */
export const RoomRow = memo(function RoomRow(props: RoomRowProps) {
  const { room, typeCode, pieces, outages, span, days, search, matches, heldId, ghost, cursor, onTake, onOpen } = props;
  const { t } = useTranslation(['desk', 'status']);
  const { icon: Glyph, color } = statusLook('room', room.housekeeping_status);
  const status = t(`status:room.${room.housekeeping_status}`);
  return (
    <div className={classes.row} role="row" data-room={room.id}>
      <div
        className={classes.room}
        role="rowheader"
        data-clean={room.housekeeping_status}
        title={`${room.number} · ${typeCode} · ${status}`}
      >
        <bdi className={classes.number}>{room.number}</bdi>
        <span className={classes.code}>{typeCode}</span>
        <Glyph size={16} color={`var(--mantine-color-${color}-6)`} aria-label={status} />
      </div>
      <Track days={days}>
        {outages.map(({ id, start_date, end_date }) => {
          const place = placeOn(span, start_date, end_date);
          return (
            place && (
              <div key={id} className={classes.outage} style={styleOf(place)} title={t('desk:chart.out_of_order')}>
                <IconTool size={14} aria-hidden />
                <span>{t('desk:chart.out_of_order')}</span>
              </div>
            )
          );
        })}
        {pieces.map((piece) => (
          <Bar
            key={`${piece.stay.id}-${piece.start_date}`}
            piece={piece}
            span={span}
            dimmed={search !== '' && !matches.has(piece.stay.id)}
            highlighted={matches.has(piece.stay.id)}
            held={heldId === piece.stay.id}
            onTake={onTake}
            onOpen={onOpen}
          />
        ))}
        {ghost && <Ghost target={ghost} span={span} />}
        {cursor && <Cursor cursor={cursor} span={span} />}
      </Track>
    </div>
  );
});

export function Track({ days, children, lines }: { days: number; children: ReactNode; lines?: number }) {
  return (
    <div
      className={classes.track}
      data-track={days}
      style={lines ? ({ '--lines': lines } as CSSProperties) : undefined}
    >
      {children}
    </div>
  );
}

export function Ghost({ target, span, line }: { target: Target; span: { from: string; to: string }; line?: number }) {
  const place = placeOn(span, target.start_date, target.end_date);
  return place && <div className={classes.ghost} data-ghost style={styleOf(place, line)} />;
}

export function Cursor({
  cursor,
  span,
  line,
}: {
  cursor: { first: string; last: string };
  span: { from: string; to: string };
  line?: number;
}) {
  const from = nightsBetween(span.from, cursor.first);
  // A cell is a whole day, not a night from noon to noon.
  const place = { from, days: nightsBetween(cursor.first, cursor.last) + 1, cutStart: false, cutEnd: false };
  return <div id="chart-cursor" className={classes.cursor} style={styleOf(place, line)} />;
}
