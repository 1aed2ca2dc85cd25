import type { ServiceNode } from '@hostelry/contracts';
import { useTranslation } from 'react-i18next';
import { formatMinutes, minutesBetween } from '../../ui/Elapsed.tsx';
import { useNow } from '../../ui/now.ts';
import { usePlace } from '../../ui/place.ts';
import { statusLook } from '../../ui/status.ts';
import { BADGE_ICONS } from './badges.ts';
import classes from './floor.module.css';
import { centreOf, drawn, seatsOf, UNITS } from './geometry.ts';
import type { TableView } from './tables.ts';

interface TableMarkProps {
  view: TableView;
  selected: boolean;
  onOpen: (node_id: string) => void;
}

const PILL = 34;
const LETTER = 13;
const UNDER_CHAIRS = 28;

/** A table on the plan: its shape and chairs, its name, and its status as colour, icon and words. */
export function TableMark({ view, selected, onOpen }: TableMarkProps) {
  const { t } = useTranslation('floor');
  const words = useTableWords(view, 'narrow');
  const { node, status } = view;
  const { x, y } = centreOf(node);
  const { color } = statusLook('table', status);
  const table = drawn(node);
  const turned = Math.abs(Math.sin((node.rotation * Math.PI) / 180)) > 0.5;
  // A table turned on its side still carries its words upright.
  const reach = ((turned ? table.width : table.depth) / 2) * UNITS;
  const seats = seatsOf(table);
  const chairBelow = seats.some((seat) => (turned ? Math.abs(seat.x) : seat.y) > reach * 0.9);
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
      aria-label={[
        node.name,
        words.status,
        words.time,
        words.covers,
        ...node.badges.map((badge) => t(`badge.${badge}`)),
      ]
        .filter(Boolean)
        .join(', ')}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
    >
      <g transform={`rotate(${node.rotation})`}>
        {seats.map((seat, index) => (
          <rect
            key={index}
            className={classes.chair}
            data-taken={index < (node.guest_count ?? 0) || undefined}
            x={-15}
            y={-8}
            width={30}
            height={16}
            rx={8}
            transform={`translate(${seat.x} ${seat.y}) rotate(${seat.turn})`}
          />
        ))}
        <Top table={table} />
      </g>
      <Name name={node.name} />
      <Pill
        text={[words.status, words.time].filter(Boolean).join(' ')}
        status={status}
        y={reach + (chairBelow ? UNDER_CHAIRS : -PILL * 0.35)}
      />
      <Badges badges={node.badges} x={(table.width / 2) * UNITS} y={-reach} />
    </g>
  );
}

function Top({ table: { shape, width, depth } }: { table: Pick<ServiceNode, 'shape' | 'width' | 'depth'> }) {
  const [x, y] = [(width / 2) * UNITS, (depth / 2) * UNITS];
  return shape === 'ROUND' ? (
    <ellipse className={classes.top} rx={x} ry={y} />
  ) : (
    <rect className={classes.top} x={-x} y={-y} width={2 * x} height={2 * y} rx={12} />
  );
}

/** “Window 2” as a small word and a large number: the number is what people call out. */
function Name({ name }: { name: string }) {
  const [, word, number] = /^(.*?)\s*(\d+)$/.exec(name) ?? [];
  if (!number)
    return (
      <text className={classes.name} y={-4}>
        {name}
      </text>
    );
  return (
    <>
      {word && (
        <text className={classes.word} y={-30}>
          {word}
        </text>
      )}
      <text className={classes.number} y={word ? 6 : 0}>
        {number}
      </text>
    </>
  );
}

function Pill({ text, status, y }: { text: string; status: string; y: number }) {
  const { icon: Glyph } = statusLook('table', status);
  const width = text.length * LETTER + 48;
  return (
    <g className={classes.pill} transform={`translate(${-width / 2} ${y})`}>
      <rect width={width} height={PILL} rx={PILL / 2} />
      <Glyph x={8} y={6} width={22} height={22} strokeWidth={2.2} aria-hidden />
      <text x={34 + (width - 44) / 2} y={PILL / 2 + 1}>
        {text}
      </text>
    </g>
  );
}

/** The chairs already show who is seated; the rest stands at the corner. */
function Badges({ badges, x, y }: { badges: ServiceNode['badges']; x: number; y: number }) {
  return badges
    .filter((badge) => badge !== 'SEATED')
    .map((badge, index) => {
      const Glyph = BADGE_ICONS[badge];
      return (
        <g key={badge} className={classes.badge} transform={`translate(${x - index * 38} ${y})`}>
          <circle r={19} />
          <Glyph x={-12} y={-12} width={24} height={24} strokeWidth={2} aria-hidden />
        </g>
      );
    });
}

/** The words of a table: its status in short, for how long, and how many sit there. */
export function useTableWords({ node, status, since }: TableView, display: 'short' | 'narrow' = 'short') {
  const { t } = useTranslation('floor');
  const { locale } = usePlace();
  const now = useNow(10_000);
  return {
    status: t(`short.${status}`),
    time: since ? formatMinutes(minutesBetween(since, now), locale, display) : null,
    covers:
      node.guest_count === null
        ? t('seats', { count: node.capacity })
        : t('covers', { guests: node.guest_count, capacity: node.capacity }),
  };
}
