import { HOUSEKEEPING_STATUSES } from '@hostelry/contracts/lifecycles';
import { GUEST_STATES } from '@hostelry/contracts/housekeeping';
import { Group, Select, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './board.module.css';
import type { Board, Room } from './queries.ts';

export const FILTERS = ['q', 'status', 'guest', 'attendant'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

const NOBODY = 'nobody';

/** Whether a room is to be shown. */
export function fits(room: Room, { q, status, guest, attendant }: Filters): boolean {
  if (q && !room.number.toLowerCase().includes(q.toLowerCase())) return false;
  if (status && room.housekeeping_status !== status) return false;
  if (guest && room.guest_state !== guest) return false;
  if (!attendant) return true;
  return room.tasks.some((task) =>
    attendant === NOBODY ? task.attendant_id === null : task.attendant_id === attendant,
  );
}

interface BoardFiltersProps {
  board: Board;
  filters: Filters;
  onChange: (next: Partial<Record<keyof Filters, string | undefined>>) => void;
}

/** How many rooms are in each status, and what narrows the board. */
export function BoardFilters({ board, filters, onChange }: BoardFiltersProps) {
  const { t } = useTranslation('housekeeping');
  return (
    <>
      <div className={classes.counts}>
        {HOUSEKEEPING_STATUSES.map((status) => (
          <UnstyledButton
            key={status}
            className={classes.count}
            aria-pressed={filters.status === status}
            onClick={() => onChange({ status: filters.status === status ? undefined : status })}
          >
            <Text fw={700} fz="lg">
              <NumberText value={board.rooms.filter((room) => room.housekeeping_status === status).length} />
            </Text>
            <StatusBadge kind="room" value={status} />
          </UnstyledButton>
        ))}
      </div>
      <Group my="sm" gap="sm">
        <SearchInput
          value={filters.q ?? ''}
          onChange={(q) => onChange({ q: q || undefined })}
          label={t('board.search')}
          clearLabel={t('board.clear')}
          width={180}
        />
        <Select
          size="md"
          flex="1 1 150px"
          maw={260}
          clearable
          placeholder={t('board.all_guests')}
          aria-label={t('board.all_guests')}
          value={filters.guest ?? null}
          onChange={(guest) => onChange({ guest: guest ?? undefined })}
          data={GUEST_STATES.map((value) => ({ value, label: t(`status:guest.${value}`) }))}
        />
        <Select
          size="md"
          flex="1 1 150px"
          maw={260}
          clearable
          placeholder={t('board.all_attendants')}
          aria-label={t('board.all_attendants')}
          value={filters.attendant ?? null}
          onChange={(attendant) => onChange({ attendant: attendant ?? undefined })}
          data={[
            { value: NOBODY, label: t('nobody') },
            ...board.attendants.map(({ id, name, open_minutes }) => ({
              value: id,
              label: `${name} · ${t('minutes', { count: open_minutes })}`,
            })),
          ]}
        />
      </Group>
    </>
  );
}
