import { Button, Code, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey, IconSend } from '@tabler/icons-react';
import type { WebhookDelivery, WebhookDeliveryDetails } from '@hostelry/contracts/webhooks';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../../app/admin/SecretOnce.tsx';
import type { Row } from '../../app/admin/entity.ts';
import { api } from '../../app/api.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

const SHOWN = 50;
const LOOK_AGAIN_MS = 5_000;

const deliveriesQuery = (endpoint_id: string) =>
  queryOptions({
    queryKey: ['webhooks', endpoint_id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (await api.list<WebhookDelivery>('webhook-deliveries', { endpoint_id, limit: SHOWN }, signal)).data,
    refetchInterval: LOOK_AGAIN_MS,
  });

/** What was sent to an endpoint lately and what became of it; a test message, and a new secret. */
export default function WebhookDetail({ row }: { row: Row }) {
  const { t } = useTranslation('webhooks');
  const [secret, setSecret] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const client = useQueryClient();
  const renew = () => void client.invalidateQueries({ queryKey: ['webhooks', row.id] });
  const { data, error, isPending } = useQuery(deliveriesQuery(row.id));
  const ping = useMutation({
    mutationFn: () => api.post(`webhooks/${row.id}/ping`),
    onSuccess: () => notifications.show({ message: t('ping_sent') }),
    onSettled: renew,
  });
  const rotate = useMutation({
    mutationFn: () => api.post<{ secret: string }>(`webhooks/${row.id}/rotate-secret`),
    onSuccess: (made) => setSecret(made.secret),
    onSettled: () => void client.invalidateQueries({ queryKey: ['admin', 'webhooks'] }),
  });
  const columns: DataColumn<WebhookDelivery>[] = [
    { name: 'created_at', header: t('when'), cell: ({ created_at }) => <TimeText value={created_at} /> },
    { name: 'event_type', header: t('event'), cell: ({ event_type }) => <Code>{event_type}</Code> },
    { name: 'status', header: t('status'), cell: ({ status }) => <StatusBadge kind="delivery" value={status} /> },
    { name: 'attempts', header: t('attempts'), align: 'end', minor: true, cell: ({ attempts }) => attempts },
  ];
  const failure = error ?? ping.error ?? rotate.error;
  return (
    <Stack mt="lg">
      <Group>
        <Button
          variant="light"
          mih={48}
          leftSection={<IconSend size={18} aria-hidden />}
          loading={ping.isPending}
          onClick={() => ping.mutate()}
        >
          {t('ping')}
        </Button>
        <Button
          variant="default"
          mih={48}
          leftSection={<IconKey size={18} aria-hidden />}
          loading={rotate.isPending}
          onClick={() => rotate.mutate()}
        >
          {t('rotate')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('rotate_hint')}
      </Text>
      {row.status_reason && <Text size="sm">{String(row.status_reason)}</Text>}
      <Title order={4}>{t('deliveries')}</Title>
      {failure && <ErrorState error={failure} />}
      <DataTable
        label={t('deliveries')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        onRow={({ id }) => setShown(id)}
        loading={isPending}
        empty={<EmptyState title={t('none')} hint={t('none_hint')} />}
      />
      <SecretOnce secret={secret} onClose={() => setSecret(null)} />
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={t('delivery')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {shown && <Delivery id={shown} onSent={renew} />}
      </Modal>
    </Stack>
  );
}

function Delivery({ id, onSent }: { id: string; onSent: () => void }) {
  const { t } = useTranslation('webhooks');
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: ({ signal }) => api.get<WebhookDeliveryDetails>(`webhook-deliveries/${id}`, undefined, signal),
  });
  const again = useMutation({
    mutationFn: () => api.post(`webhook-deliveries/${id}/redeliver`),
    onSuccess: () => notifications.show({ message: t('redelivering') }),
    onSettled: () => {
      onSent();
      void refetch();
    },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Stack>
      <Group justify="space-between">
        <StatusBadge kind="delivery" value={data.status} />
        <Button
          mih={48}
          leftSection={<IconSend size={18} aria-hidden />}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {t('redeliver')}
        </Button>
      </Group>
      {again.error && <ErrorState error={again.error} />}
      <Title order={5}>{t('sent')}</Title>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {data.payload}
      </Code>
      <Title order={5}>{t('answers')}</Title>
      {data.log.length === 0 && <Text c="dimmed">{t('not_tried')}</Text>}
      {data.log.map((each) => (
        <Stack key={each.attempt} gap={2}>
          <Text size="sm" fw={600}>
            {`${each.attempt} · `}
            <TimeText value={each.sent_at} />
            {` · ${each.response_status ?? t('no_answer')} · ${each.duration_ms} ms`}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {each.error ?? each.response_excerpt}
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}
