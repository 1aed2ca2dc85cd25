import { Alert, Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCloudDownload, IconPlus, IconRotate } from '@tabler/icons-react';
import type { CalendarFeed } from '@hostelry/contracts/channels';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../../app/admin/SecretOnce.tsx';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { TimeText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { choicesQuery, feedsQuery, type ChannelRef } from './queries.ts';

/** The calendars of a channel: how each was read last, and the address at which ours is read, in the only moment it shows. */
export function CalendarsDetail({ channel }: { channel: ChannelRef }) {
  const { t } = useTranslation('channels');
  const [address, setAddress] = useState<string | null>(null);
  const { data, error } = useQuery(feedsQuery(channel.id));
  return (
    <Stack mt="lg">
      <Title order={4}>{t('calendars')}</Title>
      {error && <ErrorState error={error} />}
      {data?.length === 0 && <Text c="dimmed">{t('no_calendars')}</Text>}
      {data?.map((feed) => (
        <FeedCard key={feed.id} feed={feed} onAddress={setAddress} />
      ))}
      <AddFeed channel={channel} onAddress={setAddress} />
      <SecretOnce secret={address} onClose={() => setAddress(null)} />
    </Stack>
  );
}

type OnAddress = (address: string) => void;

function FeedCard({ feed, onAddress }: { feed: CalendarFeed; onAddress: OnAddress }) {
  const { t } = useTranslation('channels');
  const may = useMay('channels.manage');
  const client = useQueryClient();
  const renew = () => void client.invalidateQueries({ queryKey: ['channels', feed.channel_id] });
  const rotate = useMutation({
    mutationFn: () => api.post<{ export_url: string }>(`calendar-feeds/${feed.id}/rotate`),
    onSuccess: ({ export_url }) => onAddress(export_url),
    onSettled: renew,
  });
  const fetchNow = useMutation({
    mutationFn: () => api.post(`calendar-feeds/${feed.id}/fetch`),
    onSuccess: () => notifications.show({ message: t('fetching') }),
  });
  return (
    <Card withBorder>
      <Text fw={600}>
        {feed.room_type_code} · {feed.room_type_name}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{feed.import_url ?? t('reads_nothing')}</bdi>
      </Text>
      {feed.fetched_at && (
        <Text size="sm">
          {t('read_at')} <TimeText value={feed.fetched_at} />
          {feed.counts && ` · ${t('counts', feed.counts)}`}
        </Text>
      )}
      {feed.error && (
        <Alert mt="xs" color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {feed.error}
        </Alert>
      )}
      <Group mt="sm">
        <Button
          variant="light"
          mih={48}
          leftSection={<IconCloudDownload size={18} aria-hidden />}
          disabled={!may || !feed.import_url}
          title={!may ? t('may_not') : feed.import_url ? undefined : t('reads_nothing')}
          loading={fetchNow.isPending}
          onClick={() => fetchNow.mutate()}
        >
          {t('fetch_now')}
        </Button>
        <Button
          variant="default"
          mih={48}
          leftSection={<IconRotate size={18} aria-hidden />}
          disabled={!may}
          title={may ? t('rotate_hint') : t('may_not')}
          loading={rotate.isPending}
          onClick={() => rotate.mutate()}
        >
          {t('rotate')}
        </Button>
      </Group>
      {(rotate.error ?? fetchNow.error) && <ErrorState error={(rotate.error ?? fetchNow.error)!} />}
    </Card>
  );
}

function AddFeed({ channel, onAddress }: { channel: ChannelRef; onAddress: OnAddress }) {
  const { t } = useTranslation('channels');
  const may = useMay('channels.manage');
  const client = useQueryClient();
  const types = useQuery(choicesQuery('room-types', channel.outlet_id));
  const [room_type_id, setType] = useState<string | null>(null);
  const [import_url, setUrl] = useState('');
  const add = useMutation({
    mutationFn: () =>
      api.post<{ export_url: string }>(`channels/${channel.id}/feeds`, {
        room_type_id,
        import_url: import_url.trim() || null,
      }),
    onSuccess: ({ export_url }) => {
      onAddress(export_url);
      setType(null);
      setUrl('');
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['channels', channel.id] }),
  });
  return (
    <Stack gap="xs">
      <Select
        size="md"
        label={t('room_type')}
        data={types.data ?? []}
        value={room_type_id}
        onChange={setType}
        disabled={!may}
      />
      <TextInput
        size="md"
        type="url"
        label={t('import_url')}
        description={t('import_url_hint')}
        value={import_url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        disabled={!may}
      />
      <Button
        mih={48}
        leftSection={<IconPlus size={18} aria-hidden />}
        disabled={!may || !room_type_id}
        title={!may ? t('may_not') : room_type_id ? undefined : t('choose_type')}
        loading={add.isPending}
        onClick={() => add.mutate()}
      >
        {t('add_calendar')}
      </Button>
      {add.error && <ErrorState error={add.error} />}
    </Stack>
  );
}
