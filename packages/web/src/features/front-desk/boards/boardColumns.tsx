import type { DeskBoard } from '@hostelry/contracts';
import { Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChecklist,
  IconClock,
  IconDoorOff,
  IconLock,
  IconNote,
  IconStarFilled,
} from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Party } from '../Party.tsx';
import { useMay } from '../../../app/session.ts';
import type { DataColumn } from '../../../ui/DataTable.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import type { Hotel } from '../../rooms/HotelOnly.tsx';
import type { BoardRow } from '../queries.ts';

interface Acts {
  onIn: (id: string) => void;
  onOut: (id: string) => void;
}

const SHORT: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

/** What a board says of each stay, and the one thing to do next. */
export function useBoardColumns(board: DeskBoard, hotel: Hotel, acts: Acts): DataColumn<BoardRow>[] {
  const { t } = useTranslation('desk');
  const may = useMay('reservations.check_in');
  return useMemo(
    () => [
      { name: 'guest_name', header: t('boards.column.guest'), cell: (row) => <Guest row={row} /> },
      { name: 'room_number', header: t('boards.column.room'), cell: (row) => <Room row={row} board={board} /> },
      {
        name: 'start_date',
        header: t('boards.column.stay'),
        minor: true,
        cell: (row) => (
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            <DateText value={row.start_date} options={SHORT} /> – <DateText value={row.end_date} options={SHORT} />
          </Text>
        ),
      },
      {
        name: 'party',
        header: t('boards.column.party'),
        minor: true,
        cell: (row) => (
          <Text size="sm">
            <Party of={row} />
          </Text>
        ),
      },
      {
        name: 'balance_minor',
        header: t('boards.column.balance'),
        align: 'end',
        minor: true,
        cell: (row) => (
          <Money minor={row.balance_minor} currency={row.currency} c={row.balance_minor > 0 ? 'orange' : ''} />
        ),
      },
      { name: 'next', header: '', align: 'end', cell: (row) => <Next row={row} may={may} hotel={hotel} {...acts} /> },
    ],
    [t, board, may, hotel, acts.onIn, acts.onOut],
  );
}

function Guest({ row }: { row: BoardRow }) {
  const { t } = useTranslation('desk');
  const time = row.status === 'IN_HOUSE' ? row.departure_time : row.arrival_time;
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Text fw={600}>
          <bdi>{row.guest_name ?? row.confirmation_code}</bdi>
        </Text>
        {row.vip_level > 0 && (
          <Mark
            icon={<IconStarFilled size={12} aria-hidden />}
            color="yellow"
            text={t('boards.vip', { level: row.vip_level })}
          />
        )}
        {row.is_blacklisted && (
          <Mark icon={<IconAlertTriangle size={12} aria-hidden />} color="red" text={t('boards.blacklisted')} />
        )}
        {row.is_late && <Mark icon={<IconClock size={12} aria-hidden />} color="orange" text={t('boards.late')} />}
      </Group>
      <Group gap={8} c="dimmed" fz="xs">
        <bdi>{row.confirmation_code}</bdi>
        {row.company_name && <span>{row.company_name}</span>}
        {row.rooms > 1 && <span>{t('boards.rooms', { count: row.rooms })}</span>}
        {time && <span>{t('boards.at', { time })}</span>}
        {row.traces > 0 && (
          <Group gap={2}>
            <IconChecklist size={13} aria-hidden /> {t('boards.traces', { count: row.traces })}
          </Group>
        )}
        {row.notes && (
          <Tooltip label={row.notes} multiline maw={320}>
            <Group gap={2} tabIndex={0}>
              <IconNote size={13} aria-hidden /> {t('boards.note')}
            </Group>
          </Tooltip>
        )}
      </Group>
    </Stack>
  );
}

const Mark = ({ icon, color, text }: { icon: ReactNode; color: string; text: string }) => (
  <Badge size="sm" variant="light" color={color} tt="none" miw="max-content" leftSection={icon}>
    {text}
  </Badge>
);

function Room({ row, board }: { row: BoardRow; board: DeskBoard }) {
  const { t } = useTranslation('desk');
  return (
    <Stack gap={2} align="flex-start">
      <Group gap={6} wrap="nowrap">
        <Text fw={600}>
          <bdi>{row.room_number ?? '–'}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {row.room_type_code}
        </Text>
        {row.is_room_locked && <IconLock size={14} aria-label={t('chart.locked')} />}
      </Group>
      {board === 'arrivals' && row.status !== 'IN_HOUSE' && row.readiness === 'NO_ROOM' && (
        <Mark icon={<IconDoorOff size={13} aria-hidden />} color="gray" text={t('boards.ready.NO_ROOM')} />
      )}
      {board === 'arrivals' && row.readiness === 'OCCUPIED' && (
        <Mark icon={<IconClock size={13} aria-hidden />} color="orange" text={t('boards.ready.OCCUPIED')} />
      )}
      {row.room_status && row.readiness !== 'OCCUPIED' && <StatusBadge kind="room" value={row.room_status} size="sm" />}
    </Stack>
  );
}

/** The one thing to do next with this stay, or what it is already. */
function Next({ row, may, hotel, onIn, onOut }: { row: BoardRow; may: boolean; hotel: Hotel } & Acts) {
  const { t } = useTranslation('desk');
  const go = (act: (id: string) => void) => (event: { stopPropagation: () => void }) => {
    event.stopPropagation();
    act(row.id);
  };
  if (row.status === 'CONFIRMED') {
    const early = row.start_date > hotel.business_date;
    const why = early ? t('stay.not_due') : may ? undefined : t('boards.may_not');
    return (
      <Button
        mih={44}
        variant={row.readiness === 'READY' ? 'filled' : 'light'}
        disabled={!may || early}
        title={why}
        onClick={go(onIn)}
      >
        {t('checkin.open')}
      </Button>
    );
  }
  if (row.status === 'IN_HOUSE')
    return (
      <Button
        mih={44}
        variant={row.end_date <= hotel.business_date ? 'filled' : 'default'}
        disabled={!may}
        title={may ? undefined : t('boards.may_not')}
        onClick={go(onOut)}
      >
        {t('checkout.open')}
      </Button>
    );
  return <StatusBadge kind="reservation" value={row.status} />;
}
