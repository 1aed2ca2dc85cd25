import { ActionIcon, Button, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCloudDownload, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { choicesQuery, mappingsQuery, type ChannelRef } from './queries.ts';

/** A travel agent's rooms and rates beside ours, and the acts that set both sides straight. */
export function AgentDetail({ channel }: { channel: ChannelRef }) {
  const { t } = useTranslation('channels');
  const may = useMay('channels.manage');
  const client = useQueryClient();
  const { data, error } = useQuery(mappingsQuery(channel.id));
  const act = useMutation({
    mutationFn: (name: 'refresh' | 'pull') => api.post(`channels/${channel.id}/${name}`),
    onSuccess: (_, name) => notifications.show({ message: t(`${name}_started`) }),
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`channels/${channel.id}/mappings/${id}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ['channels', channel.id] }),
  });
  return (
    <Stack mt="lg">
      <Group>
        <Button
          variant="light"
          mih={48}
          leftSection={<IconCloudDownload size={18} aria-hidden />}
          disabled={!may}
          title={may ? undefined : t('may_not')}
          onClick={() => act.mutate('pull')}
        >
          {t('pull')}
        </Button>
        <Button
          variant="default"
          mih={48}
          leftSection={<IconRefresh size={18} aria-hidden />}
          disabled={!may}
          title={may ? undefined : t('may_not')}
          onClick={() => act.mutate('refresh')}
        >
          {t('refresh')}
        </Button>
      </Group>
      <Title order={4}>{t('mappings')}</Title>
      {(error ?? act.error ?? remove.error) && <ErrorState error={(error ?? act.error ?? remove.error)!} />}
      {data?.length === 0 && <Text c="dimmed">{t('no_mappings')}</Text>}
      {data && data.length > 0 && (
        <Table aria-label={t('mappings')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('there')}</Table.Th>
              <Table.Th>{t('here')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((mapping) => (
              <Table.Tr key={mapping.id}>
                <Table.Td>
                  <bdi>{`${mapping.remote_room_id} · ${mapping.remote_rate_id}`}</bdi>
                </Table.Td>
                <Table.Td>
                  <bdi>{`${mapping.room_type_code} · ${mapping.rate_plan_code ?? t('default_plan')}`}</bdi>
                </Table.Td>
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    size={48}
                    aria-label={t('remove_mapping')}
                    disabled={!may}
                    onClick={() => remove.mutate(mapping.id)}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <AddMapping channel={channel} may={may} />
    </Stack>
  );
}

function AddMapping({ channel, may }: { channel: ChannelRef; may: boolean }) {
  const { t } = useTranslation('channels');
  const client = useQueryClient();
  const types = useQuery(choicesQuery('room-types', channel.outlet_id));
  const plans = useQuery(choicesQuery('rate-plans', channel.outlet_id));
  const [room_type_id, setType] = useState<string | null>(null);
  const [rate_plan_id, setPlan] = useState<string | null>(null);
  const [remote_room_id, setRoom] = useState('');
  const [remote_rate_id, setRate] = useState('');
  const add = useMutation({
    mutationFn: () =>
      api.post(`channels/${channel.id}/mappings`, {
        room_type_id,
        rate_plan_id,
        remote_room_id: remote_room_id.trim(),
        remote_rate_id: remote_rate_id.trim(),
      }),
    onSuccess: () => {
      setRoom('');
      setRate('');
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['channels', channel.id] }),
  });
  const whole = Boolean(room_type_id && remote_room_id.trim() && remote_rate_id.trim());
  return (
    <Stack gap="xs">
      <Group grow>
        <TextInput
          size="md"
          label={t('remote_room')}
          value={remote_room_id}
          onChange={(event) => setRoom(event.currentTarget.value)}
          disabled={!may}
        />
        <TextInput
          size="md"
          label={t('remote_rate')}
          value={remote_rate_id}
          onChange={(event) => setRate(event.currentTarget.value)}
          disabled={!may}
        />
      </Group>
      <Select
        size="md"
        label={t('room_type')}
        data={types.data ?? []}
        value={room_type_id}
        onChange={setType}
        disabled={!may}
      />
      <Select
        size="md"
        clearable
        label={t('rate_plan')}
        placeholder={t('default_plan')}
        data={plans.data ?? []}
        value={rate_plan_id}
        onChange={setPlan}
        disabled={!may}
      />
      <Button
        mih={48}
        leftSection={<IconPlus size={18} aria-hidden />}
        disabled={!may || !whole}
        title={!may ? t('may_not') : whole ? undefined : t('fill_in')}
        loading={add.isPending}
        onClick={() => add.mutate()}
      >
        {t('add_mapping')}
      </Button>
      {add.error && <ErrorState error={add.error} />}
    </Stack>
  );
}
