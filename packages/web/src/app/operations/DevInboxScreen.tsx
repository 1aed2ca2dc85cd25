import type { DevMessageShape } from '@hostelry/contracts/notifications';
import { Badge, Button, Card, Group, Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDeviceMobileMessage, IconMail, IconMailbox, IconRefresh } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { api } from '../api.ts';
import classes from './operations.module.css';

type Message = Static<typeof DevMessageShape>;

const inboxQuery = queryOptions({
  queryKey: ['dev-inbox'],
  queryFn: ({ signal }) => api.list<Message>('dev-inbox', { limit: 100 }, signal),
  refetchInterval: 5_000,
});

/** Mail and text messages that were kept here because no gateway is configured. */
export default function DevInboxScreen() {
  const { t } = useTranslation();
  const { data, error, refetch, isFetching } = useQuery(inboxQuery);
  const [channel, setChannel] = useState('all');
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader type="dots" />;
  const shown = data.data.filter((message) => channel === 'all' || message.channel === channel);
  const refresh = (
    <Button
      variant="default"
      h={44}
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={isFetching}
      onClick={() => void refetch()}
    >
      {t('inbox.refresh')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('inbox.title')} hint={t('inbox.hint')} actions={refresh} />
      <SegmentedControl
        mb="md"
        value={channel}
        onChange={setChannel}
        data={['all', 'mail', 'sms'].map((value) => ({ value, label: t(`inbox.${value}`) }))}
      />
      {shown.length === 0 ? (
        <EmptyState icon={IconMailbox} title={t('inbox.none')} hint={t('inbox.none_hint')} />
      ) : (
        <Stack gap="sm">
          {shown.map((message) => (
            <MessageCard key={message.id} message={message} />
          ))}
        </Stack>
      )}
    </>
  );
}

function MessageCard({ message }: { message: Message }) {
  const { t } = useTranslation();
  const Glyph = message.channel === 'sms' ? IconDeviceMobileMessage : IconMail;
  return (
    <Card withBorder padding="md" component="article">
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Badge variant="light" tt="none" leftSection={<Glyph size={14} aria-hidden />}>
            {t(`inbox.${message.channel}`)}
          </Badge>
          <Text fw={600}>
            <bdi>{message.subject ?? message.recipient}</bdi>
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          <TimeText value={message.created_at} />
        </Text>
      </Group>
      {message.subject && (
        <Text size="sm" c="dimmed">
          <bdi>{message.recipient}</bdi>
        </Text>
      )}
      <Text size="sm" mt={4} dir="auto" className={classes.body}>
        {message.body}
      </Text>
    </Card>
  );
}
