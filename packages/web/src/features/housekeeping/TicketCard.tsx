import { MAINTENANCE, type MaintenanceStatus } from '@hostelry/contracts/lifecycles';
import { Card, Group, Select, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconMapPin,
  IconPlayerPlay,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { AgoText, DateText } from '../../ui/Dates.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { showUndo } from '../../ui/undoToast.tsx';
import type { TicketRow } from './queries.ts';
import { useAct } from './useAct.ts';

const ICONS: Record<MaintenanceStatus, Icon> = {
  OPEN: IconArrowBackUp,
  IN_PROGRESS: IconPlayerPlay,
  DONE: IconCheck,
  VERIFIED: IconChecks,
};

const peopleQuery = queryOptions({
  queryKey: ['users', 'active'],
  queryFn: async ({ signal }) =>
    (await api.list<{ id: string; name: string }>('users', { is_active: true, sort: 'name', limit: 200 }, signal)).data,
  staleTime: 5 * 60_000,
});

/** One repair: where, how pressing, who has it, and the next step. */
export function TicketCard({ ticket }: { ticket: TicketRow }) {
  const { t } = useTranslation('housekeeping');
  return (
    <Card withBorder radius="md" padding="sm" component="article" aria-label={ticket.title}>
      <Stack gap={8}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={650}>{ticket.title}</Text>
          <StatusBadge kind="priority" value={ticket.priority} />
        </Group>
        <Group gap={6} wrap="nowrap">
          <IconMapPin size={16} aria-hidden />
          <Text size="sm">
            <bdi>{ticket.room_number ? t('room_number', { number: ticket.room_number }) : ticket.place}</bdi> ·{' '}
            {t(`categories.${ticket.category}`)}
          </Text>
        </Group>
        {ticket.description && (
          <Text size="sm" lineClamp={3}>
            {ticket.description}
          </Text>
        )}
        {ticket.outage_kind && ticket.outage_end_date && (
          <Group gap={6}>
            <StatusBadge kind="outage_kind" value={ticket.outage_kind} />
            <Text size="sm">
              {t('until')} <DateText value={ticket.outage_end_date} />
            </Text>
          </Group>
        )}
        <Group gap={6} wrap="nowrap" c="dimmed">
          <IconUser size={16} aria-hidden />
          <Text size="sm">
            <bdi>{ticket.assignee_name ?? t('nobody')}</bdi> · <AgoText value={ticket.created_at} />
          </Text>
        </Group>
        {ticket.status !== 'VERIFIED' && <Assignee ticket={ticket} />}
        <Moves ticket={ticket} />
      </Stack>
    </Card>
  );
}

/** Who manages the house and may see its people gives the repair to one of them. */
function Assignee({ ticket }: { ticket: TicketRow }) {
  const { t } = useTranslation('housekeeping');
  const [mayManage, maySee] = [useMay('housekeeping.manage'), useMay('users.read')];
  const { data: people } = useQuery({ ...peopleQuery, enabled: mayManage && maySee });
  const give = useAct();
  if (!people) return null;
  return (
    <Select
      size="md"
      searchable
      clearable
      aria-label={t('assign.who')}
      placeholder={t('tickets.give')}
      value={ticket.assignee_id}
      onChange={(assignee_id) =>
        give.mutate({
          method: 'PATCH',
          path: `maintenance-tickets/${ticket.id}`,
          body: { assignee_id, version: ticket.version },
        })
      }
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function Moves({ ticket }: { ticket: TicketRow }) {
  const { t } = useTranslation('housekeeping');
  const mayWork = useMay('housekeeping.work');
  const mayVerify = useMay('housekeeping.manage');
  const back = useAct();
  const move = useAct<TicketRow>({
    onDone: (after) => {
      // A room that was brought back may be sold by now, so verifying is not taken back.
      if (!MAINTENANCE[after.status].includes(ticket.status)) return;
      showUndo({
        id: `ticket-${ticket.id}`,
        message: t('tickets.moved', { title: ticket.title, status: t(`status:maintenance.${after.status}`) }),
        label: t('undo'),
        undo: () => back.mutate({ path: `maintenance-tickets/${ticket.id}/status`, body: { status: ticket.status } }),
      });
    },
  });
  if (!mayWork) return null;
  return (
    <Group gap="xs">
      {[...MAINTENANCE[ticket.status]].map((status, index) => (
        <ActButton
          key={status}
          icon={ICONS[status]}
          variant={index === 0 && status !== 'OPEN' ? 'light' : 'default'}
          refused={status === 'VERIFIED' && !mayVerify ? t('may_not_manage') : undefined}
          loading={move.isPending}
          onClick={() =>
            move.mutate({ path: `maintenance-tickets/${ticket.id}/status`, body: { status, version: ticket.version } })
          }
        >
          {t(`tickets.to.${status}`)}
        </ActButton>
      ))}
    </Group>
  );
}
