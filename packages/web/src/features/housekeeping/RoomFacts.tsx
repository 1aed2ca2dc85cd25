import { Badge, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconBolt, IconTool, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/Dates.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Room } from './queries.ts';
import { isOpen } from './steps.ts';

/** Everything that is the matter with a room besides its cleanliness, each with icon and words. */
export function RoomWarnings({ room }: { room: Room }) {
  const { t } = useTranslation('housekeeping');
  return (
    <>
      {room.tasks.some((task) => task.is_rush && isOpen(task)) && (
        <Badge color="red" variant="light" tt="none" leftSection={<IconBolt size={14} aria-hidden />}>
          {t('rush')}
        </Badge>
      )}
      {room.outage && <StatusBadge kind="outage_kind" value={room.outage.kind} />}
      {room.discrepancy && <StatusBadge kind="discrepancy" value={room.discrepancy} />}
      {room.open_tickets > 0 && (
        <Badge color="orange" variant="light" tt="none" leftSection={<IconTool size={14} aria-hidden />}>
          {t('faults', { count: room.open_tickets })}
        </Badge>
      )}
    </>
  );
}

const TIME = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** Who is in the room or comes into it: a name for those who may know it, and how many always. */
export function GuestLines({ room }: { room: Room }) {
  const { t } = useTranslation('housekeeping');
  const line = (stay: NonNullable<Room['stay']>, arriving: boolean) => (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconUsers size={16} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
      <Text size="sm">
        {stay.guest_name && (
          <>
            <bdi>{stay.guest_name}</bdi>
            {' · '}
          </>
        )}
        {t('people', { count: stay.adults + stay.children })}
        {' · '}
        {t(arriving ? 'arrives' : room.guest_state === 'DEPARTED' ? 'left' : 'stays_until')}{' '}
        {arriving ? (stay.arrival_time ?? t('today')) : <DateText value={stay.end_date} options={TIME} />}
      </Text>
    </Group>
  );
  return (
    <>
      {room.stay && line(room.stay, false)}
      {room.arrival && line(room.arrival, true)}
      {room.outage && (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconBan size={16} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
          <Text size="sm">
            {room.outage.reason} · {t('until')} <DateText value={room.outage.end_date} options={TIME} />
          </Text>
        </Group>
      )}
    </>
  );
}

/** Why the last look sent the work back. */
export function FailReason({ reason }: { reason: string | null }) {
  if (!reason) return null;
  return (
    <Group gap={6} wrap="nowrap" c="red">
      <IconAlertTriangle size={16} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" fw={600}>
        {reason}
      </Text>
    </Group>
  );
}
