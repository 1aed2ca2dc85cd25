import { Text, Timeline, Title } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconCalendarEvent,
  IconDoorEnter,
  IconDoorExit,
  IconHistory,
  IconKey,
  IconPlus,
  IconUserOff,
  IconX,
} from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { TimeText } from '../../../ui/Dates.tsx';
import { historyQuery, staysQuery, type AuditEntry, type BookingDetails } from '../queries.ts';

const ICONS: Record<string, typeof IconHistory> = {
  book: IconPlus,
  cancel: IconX,
  cancel_room: IconX,
  assign_room: IconKey,
  move_room: IconArrowsExchange,
  change_stay: IconCalendarEvent,
  check_in: IconDoorEnter,
  check_out: IconDoorExit,
  no_show: IconUserOff,
  undo_check_in: IconArrowBackUp,
  undo_check_out: IconArrowBackUp,
};

/** A coach's rooms have their history in the audit log; a party's is read here. */
const MOST_STAYS = 10;

/** Who did what to the booking and its rooms, for those who may read the audit log. */
export function BookingHistory({ booking }: { booking: BookingDetails }) {
  const { t, i18n } = useTranslation('reservations');
  const entries = useHistory(booking);
  if (entries.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('detail.history')}
      </Title>
      <Timeline bulletSize={28} lineWidth={2}>
        {entries.map(({ id, action, after, actor_name, occurred_at }) => {
          const name = action.replace('reservations.', '');
          const Glyph = ICONS[name] ?? IconHistory;
          const words = `history.${name}`;
          const room = (after as { room_number?: string } | null)?.room_number;
          return (
            <Timeline.Item
              key={id}
              bullet={<Glyph size={16} aria-hidden />}
              title={
                <>
                  {i18n.exists(`reservations:${words}`) ? t(words) : action}
                  {room && (
                    <>
                      {' · '}
                      <bdi>{room}</bdi>
                    </>
                  )}
                </>
              }
            >
              <Text size="sm" c="dimmed">
                {actor_name} · <TimeText value={occurred_at} />
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
    </section>
  );
}

function useHistory(booking: BookingDetails): AuditEntry[] {
  const may = useMay('audit.read');
  const { data: stays = [] } = useQuery(staysQuery(booking.id));
  const read = stays.slice(0, MOST_STAYS).map(({ id, version }) => historyQuery('reservation', id, version));
  return useQueries({
    queries: [historyQuery('booking', booking.id, booking.version), ...read].map((query) => ({
      ...query,
      enabled: may,
    })),
    combine: (answers) =>
      answers.flatMap(({ data }) => data ?? []).toSorted((a, b) => b.occurred_at.localeCompare(a.occurred_at)),
  });
}
