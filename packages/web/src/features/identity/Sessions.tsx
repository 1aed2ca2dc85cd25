import type { SessionShape } from '@hostelry/contracts/identity';
import { Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { AgoText } from '../../ui/Dates.tsx';
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx';
import { deviceOf } from './device.ts';

type Session = Static<typeof SessionShape>;

const sessionsQuery = queryOptions({
  queryKey: ['auth/sessions'],
  queryFn: async ({ signal }) => (await api.list<Session>('auth/sessions', {}, signal)).data,
});

/** Where one is signed in, with the way to end each session but this. */
export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader type="dots" />;
  return (
    <Stack gap="sm">
      {data.map((session) => (
        <SessionLine key={session.id} session={session} />
      ))}
    </Stack>
  );
}

function SessionLine({ session }: { session: Session }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const errorText = useErrorText();
  const revoke = useMutation({
    mutationFn: () => api.delete(`auth/sessions/${session.id}`),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const { name, isPhone } = deviceOf(session.user_agent);
  const Glyph = isPhone ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Glyph size={24} stroke={1.6} aria-hidden />
        <div>
          <Text size="sm" fw={600}>
            <bdi>{name ?? t('profile.unknown_device')}</bdi>
          </Text>
          <Text size="xs" c="dimmed">
            <bdi>{session.ip}</bdi> · <AgoText value={session.last_used_at} />
          </Text>
        </div>
      </Group>
      {session.is_current ? (
        <Badge variant="light" tt="none">
          {t('profile.this_session')}
        </Badge>
      ) : (
        <Button variant="light" color="red" h={44} loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('profile.revoke')}
        </Button>
      )}
    </Group>
  );
}
