import { Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { statusLook } from '../../ui/status.ts';
import { BADGE_ICONS } from './badges.ts';
import classes from './floor.module.css';
import { useTableWords } from './TableMark.tsx';
import { byUrgency, type TableView } from './tables.ts';

interface TableListProps {
  tables: TableView[];
  onOpen: (node_id: string) => void;
}

/** The tables as a list, the most urgent first: for phones, and for those who cannot use a drawing. */
export function TableList({ tables, onOpen }: TableListProps) {
  const { t } = useTranslation('floor');
  return (
    <div className={classes.list} role="list" aria-label={t('list')}>
      {[...tables].sort(byUrgency).map((view) => (
        <div key={view.node.id} role="listitem">
          <Row view={view} onOpen={onOpen} />
        </div>
      ))}
    </div>
  );
}

function Row({ view, onOpen }: { view: TableView; onOpen: (node_id: string) => void }) {
  const words = useTableWords(view);
  const { node, status } = view;
  return (
    <UnstyledButton
      className={classes.row}
      w="100%"
      onClick={() => onOpen(node.id)}
      data-table={node.name}
      data-status={status}
      style={{ '--hue': `var(--mantine-color-${statusLook('table', status).color}-6)` }}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text fw={700} fz="lg" lh={1.2}>
          {node.name}
        </Text>
        <StatusBadge kind="table" value={status} size="lg" style={{ flexShrink: 0 }} />
      </Group>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Group gap={10} c="dimmed" fz="sm">
          <span>{words.covers}</span>
          <TableBadges view={view} />
        </Group>
        <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
          <bdi>{words.time}</bdi>
        </Text>
      </Group>
    </UnstyledButton>
  );
}

/** Seated, bill, dirty, blocked: each with icon and words. */
export function TableBadges({ view }: { view: TableView }) {
  const { t } = useTranslation('floor');
  return view.node.badges.map((badge) => {
    const Glyph = BADGE_ICONS[badge];
    return (
      <Group key={badge} gap={4} wrap="nowrap">
        <Glyph size={16} aria-hidden />
        <span>{t(`badge.${badge}`)}</span>
      </Group>
    );
  });
}
