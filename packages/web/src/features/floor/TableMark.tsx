import { useTranslation } from 'react-i18next';
import { formatMinutes, minutesBetween } from '../../ui/Elapsed.tsx';
import { useNow } from '../../ui/now.ts';
import { usePlace } from '../../ui/place.ts';
import { statusLook } from '../../ui/status.ts';
import { BADGE_ICONS } from './badges.ts';
import classes from './floor.module.css';
import { centreOf, seatsOf, UNITS } from './geometry.ts';
import type { TableView } from './tables.ts';

interface TableMarkProps {
  view: TableView;
  selected: boolean;
  onOpen: (node_id: string) => void;
}

const PILL = 34;
const LETTER = 11.5;

/** A table on the plan: its shape and chairs, its name, and its status as colour, icon and words. */
export function TableMark({ view, selected, onOpen }: TableMarkProps) {
  const { t } = useTranslation('floor');
  const words = useTableWords(view);
  const { node, status } = view;
  const { x, y } = centreOf(node);
  const { color } = statusLook('table', status);
  const half = (node.depth / 2) * UNITS;
  // A narrow table turned on its side still carries its words upright.
  const reach = Math.abs(Math.sin((node.rotation * Math.PI) / 180)) > 0.5 ? (node.width / 2) * UNITS : half;
  const open = () => onOpen(node.id);
  return (
    <g
      className={classes.table}
      transform={`translate(${x} ${y})`}
      style={{ '--hue': `var(--mantine-color-${color}-6)`, '--ink': `var(--mantine-color-${color}-text)` }}
      role="button"
      tabIndex={0}
      data-status={status}
      data-selected={selected || undefined}
      data-table={node.name}
      aria-label={[node.name, words.status, words.time, words.covers, ...node.badges.map((badge) => t(`badge.${badge}`))].filter(Boolean).join(', ')}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
    >
      <g transform={`rotate(${node.rotation})`}>
        {seatsOf(node).map((seat, index) => (
          <rect key={index} className={classes.chair} data-taken={index < (node.guest_count ?? 0) || undefined} x={-15} y={-8} width={30} height={16} rx={8}
            transform={`translate(${seat.x} ${seat.y}) rotate(${seat.turn})`} />
        ))}
        {node.shape === 'ROUND'
          ? <ellipse className={classes.top} rx={(node.width / 2) * UNITS} ry={half} />
          : <rect className={classes.top} x={(-node.width / 2) * UNITS} y={-half} width={node.width * UNITS} height={node.depth * UNITS} rx={12} />}
      </g>
      <text className={classes.name} y={-reach * 0.12}>{node.name}</text>
      <Pill text={[words.status, words.time].filter(Boolean).join(' ')} status={status} y={reach - PILL * 0.35} />
      {node.badges.filter((badge) => badge !== 'SEATED').map((badge, index) => {
        const Glyph = BADGE_ICONS[badge];
        return (
          <g key={badge} className={classes.badge} transform={`translate(${(node.width / 2) * UNITS - index * 34} ${-reach})`}>
            <circle r={17} />
            <Glyph x={-11} y={-11} width={22} height={22} stroke={2} aria-hidden />
          </g>
        );
      })}
    </g>
  );
}

function Pill({ text, status, y }: { text: string; status: string; y: number }) {
  const { icon: Glyph } = statusLook('table', status);
  const width = text.length * LETTER + 46;
  return (
    <g className={classes.pill} transform={`translate(${-width / 2} ${y})`}>
      <rect width={width} height={PILL} rx={PILL / 2} />
      <Glyph x={9} y={6} width={22} height={22} stroke={2.2} aria-hidden />
      <text x={36 + (text.length * LETTER) / 2 - 2} y={PILL / 2 + 1}>{text}</text>
    </g>
  );
}

/** The words of a table: its status in short, for how long, and how many sit there. */
export function useTableWords({ node, status, since }: TableView) {
  const { t } = useTranslation('floor');
  const { locale } = usePlace();
  const now = useNow(10_000);
  return {
    status: t(`short.${status}`),
    time: since ? formatMinutes(minutesBetween(since, now), locale) : null,
    covers: node.guest_count === null ? t('seats', { count: node.capacity }) : t('covers', { guests: node.guest_count, capacity: node.capacity }),
  };
}
