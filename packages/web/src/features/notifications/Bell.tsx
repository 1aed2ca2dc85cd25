import type { NotificationShape } from '@hostelry/contracts/notifications';
import { ActionIcon, Button, Group, Indicator, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications as toasts } from '@mantine/notifications';
import { IconBell, IconBellRinging, IconChecks } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useRealtime } from '../../app/realtime.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NotificationItem } from './NotificationItem.tsx';
import { notificationsQuery, unreadQuery } from './queries.ts';
import { lookOf, useNotificationText } from './words.ts';

/** The bell: how many are unread, the newest ones, and toasts while one works. */
export function Bell() {
  const { t } = useTranslation();
  const may = useMay('notifications.read');
  const [open, { toggle, close }] = useDisclosure(false);
  const { data: unread = 0 } = useQuery({ ...unreadQuery, enabled: may });
  useToasts(may);
  if (!may) return null;
  return (
    <Popover
      opened={open}
      onChange={(next) => next || close()}
      position="bottom-end"
      width="min(400px, calc(100vw - 16px))"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Indicator label={unread > 99 ? '99+' : unread} size={18} disabled={unread === 0} color="red" offset={6}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            onClick={toggle}
            aria-expanded={open}
            aria-label={t('notifications:bell', { count: unread })}
          >
            <IconBell size={22} aria-hidden />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Newest unread={unread} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Newest({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(notificationsQuery);
  const readAll = useMutation({
    mutationFn: () => api.post('notifications/read-all'),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const rows = data?.data ?? [];
  return (
    <Stack gap={0}>
      <Group justify="space-between" px="md" py="xs">
        <Text fw={650}>{t('title')}</Text>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconChecks size={18} aria-hidden />}
          disabled={unread === 0}
          loading={readAll.isPending}
          onClick={() => readAll.mutate()}
        >
          {t('read_all')}
        </Button>
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <EmptyState icon={IconBell} title={t('none')} hint={t('none_hint')} />}
      <ScrollArea.Autosize mah="min(60vh, 480px)">
        {rows.map((row) => (
          <NotificationItem key={row.id} notification={row} onOpen={onClose} />
        ))}
      </ScrollArea.Autosize>
    </Stack>
  );
}

/** A toast for each notification that is really this person's: the event only says that there is a new one. */
function useToasts(may: boolean) {
  const client = useQueryClient();
  const textOf = useNotificationText();
  useRealtime('notification.created', (event) => {
    if (!may) return;
    void api.list<NotificationShape>('notifications', { limit: 20 }).then(
      (newest) => {
        client.setQueryData(notificationsQuery.queryKey, newest);
        const mine = newest.data.find(({ id, read_at }) => id === event.aggregate_id && read_at === null);
        if (!mine) return;
        const { icon: Glyph = IconBellRinging, color } = lookOf(mine.kind);
        toasts.show({
          id: mine.id,
          message: textOf(mine),
          color,
          icon: <Glyph size={20} aria-hidden />,
          autoClose: 6_000,
        });
      },
      () => undefined,
    );
  });
}
