import type { Floor, ServiceFlow, ServiceNode } from '@hostelry/contracts';
import { ActionIcon } from '@mantine/core';
import {
  IconCoffee,
  IconDoor,
  IconFocusCentered,
  IconMinus,
  IconPlus,
  IconToolsKitchen2,
  IconGlassFull,
  IconHome,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './floor.module.css';
import { centreOf, flowPath, framed, roomBox, UNITS } from './geometry.ts';
import { TableMark } from './TableMark.tsx';
import type { TableView } from './tables.ts';
import { MOST_ZOOM, usePlanZoom } from './usePlanZoom.ts';

interface FloorPlanProps {
  floor: Floor | undefined;
  nodes: ServiceNode[];
  flows: ServiceFlow[];
  tables: TableView[];
  selected: string | undefined;
  onOpen: (node_id: string) => void;
}

/** The floor from above, to scale: the room, the ways people take, and every table live. */
export function FloorPlan({ floor, nodes, flows, tables, selected, onOpen }: FloorPlanProps) {
  const { t } = useTranslation('floor');
  const room = useMemo(() => roomBox(floor, nodes), [floor, nodes]);
  const frame = useMemo(() => framed(room), [room]);
  const { zoom, zoomBy, fit, ref } = usePlanZoom();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (
    <div className={classes.plan}>
      {/* A room is not mirrored for those who read from the right: the window stays where it is. */}
      <div
        ref={ref}
        className={classes.scroller}
        dir="ltr"
        style={{ '--ratio': frame.width / frame.height, '--zoom': zoom }}
      >
        <svg viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`} role="group" aria-label={t('plan')}>
          <defs>
            <pattern id="floor-metres" width={UNITS} height={UNITS} patternUnits="userSpaceOnUse">
              <circle className={classes.metre} cx={UNITS / 2} cy={UNITS / 2} r={2} />
            </pattern>
          </defs>
          <rect className={classes.room} {...room} rx={18} />
          <rect {...room} rx={18} fill="url(#floor-metres)" />
          {flows.map(({ id, from_node_id, to_node_id, flow_type }) => {
            const from = byId.get(from_node_id);
            const to = byId.get(to_node_id);
            return (
              from && to && <path key={id} className={classes.flow} data-flow={flow_type} d={flowPath(from, to)} />
            );
          })}
          {nodes
            .filter(({ node_type }) => node_type !== 'TABLE')
            .map((node) => (
              <Fixture key={node.id} node={node} />
            ))}
          {tables.map((view) => (
            <TableMark key={view.node.id} view={view} selected={view.node.id === selected} onOpen={onOpen} />
          ))}
        </svg>
      </div>
      <div className={classes.zoom} role="group" aria-label={t('zoom.label')}>
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t('zoom.in')}
          disabled={zoom >= MOST_ZOOM}
          onClick={() => zoomBy(1.4)}
        >
          <IconPlus size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={44}
          aria-label={t('zoom.out')}
          disabled={zoom <= 1}
          onClick={() => zoomBy(1 / 1.4)}
        >
          <IconMinus size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size={44} aria-label={t('zoom.fit')} disabled={zoom === 1} onClick={fit}>
          <IconFocusCentered size={20} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}

const FIXTURES = {
  COUNTER: IconGlassFull,
  STATION: IconToolsKitchen2,
  MACHINE: IconCoffee,
  ENTRANCE: IconDoor,
  ROOM: IconHome,
  TABLE: IconHome,
} as const;

/** Something that stands there and is not a table: the bar, the pass, the door. */
function Fixture({ node }: { node: ServiceNode }) {
  const { x, y } = centreOf(node);
  const Glyph = FIXTURES[node.node_type];
  const width = node.width * UNITS;
  const height = node.depth * UNITS;
  const upright = Math.abs(Math.sin((node.rotation * Math.PI) / 180)) > 0.5;
  const tall = upright ? width > height : height > width * 1.6;
  const roomy = Math.min(width, height) > 55;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        className={classes.fixture}
        x={-width / 2}
        y={-height / 2}
        width={width}
        height={height}
        rx={10}
        transform={`rotate(${node.rotation})`}
      />
      <g className={classes.fixtureText} transform={tall ? 'rotate(-90)' : undefined}>
        {roomy && <Glyph x={-14} y={-30} width={28} height={28} strokeWidth={1.8} aria-hidden />}
        <text y={roomy ? 18 : 1}>{node.name}</text>
      </g>
    </g>
  );
}
