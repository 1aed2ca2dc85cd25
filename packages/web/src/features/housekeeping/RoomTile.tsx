import { Group, Text, UnstyledButton } from '@mantine/core';
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { statusLook } from '../../ui/status.ts';
import classes from './board.module.css';
import type { Room } from './queries.ts';
import { RoomWarnings } from './RoomFacts.tsx';

interface RoomTileProps {
  room: Room;
  /** Undefined while nobody is picking. */
  picked: boolean | undefined;
  onOpen: (room: Room) => void;
}

/** One room of the board: status, guests, work and who does it. */
export const RoomTile = memo(function RoomTile({ room, picked, onOpen }: RoomTileProps) {
  const { t } = useTranslation('housekeeping');
  const { color, icon: Glyph } = statusLook('room', room.housekeeping_status);
  const task = room.tasks.find(({ kind }) => kind !== 'TURN_DOWN') ?? room.tasks[0];
  return (
    <UnstyledButton
      className={classes.tile}
      style={{ '--tile-colour': `var(--mantine-color-${color}-filled)` } as CSSProperties}
      aria-pressed={picked}
      onClick={() => onOpen(room)}
    >
      <Group justify="space-between" wrap="nowrap" gap={6} w="100%">
        <Text fw={700} fz="lg" lh={1}>
          <bdi>{room.number}</bdi>
        </Text>
        <Group gap={4} wrap="nowrap">
          <Glyph size={16} aria-hidden color={`var(--mantine-color-${color}-filled)`} />
          <Text size="xs" fw={600}>
            {t(`status:room.${room.housekeeping_status}`)}
          </Text>
        </Group>
      </Group>
      <span className={classes.badges}>
        {room.guest_state !== 'VACANT' && <StatusBadge kind="guest" value={room.guest_state} size="sm" />}
        <RoomWarnings room={room} />
      </span>
      {task && (
        <span className={classes.work}>
          <StatusBadge kind="task" value={task.status} size="sm" />
          <Text size="xs" c="dimmed" truncate>
            {task.attendant_name ? <bdi>{task.attendant_name}</bdi> : t('nobody')}
          </Text>
        </span>
      )}
    </UnstyledButton>
  );
});
