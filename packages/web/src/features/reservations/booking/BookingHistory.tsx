import { Text, Timeline } from '@mantine/core';
import { IconHistory, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { TimeText } from '../../../ui/Dates.tsx';
import { historyQuery, type BookingDetails } from '../queries.ts';

const ICONS: Record<string, typeof IconHistory> = { 'reservations.book': IconPlus, 'reservations.cancel': IconX };

/** Who did what to the booking, for those who may read the audit log. */
export function BookingHistory({ booking }: { booking: BookingDetails }) {
  const { t, i18n } = useTranslation('reservations');
  const may = useMay('audit.read');
  const { data: entries = [] } = useQuery({ ...historyQuery(booking), enabled: may });
  if (entries.length === 0) return null;
  return (
    <section>
      <Text fw={600} mb="xs">
        {t('detail.history')}
      </Text>
      <Timeline bulletSize={28} lineWidth={2}>
        {entries.map(({ id, action, actor_name, occurred_at }) => {
          const Glyph = ICONS[action] ?? IconHistory;
          const words = `history.${action.replace('reservations.', '')}`;
          return (
            <Timeline.Item
              key={id}
              bullet={<Glyph size={16} aria-hidden />}
              title={i18n.exists(`reservations:${words}`) ? t(words) : action}
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
