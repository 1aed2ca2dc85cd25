import { ActionIcon, Button, Card, Group, Modal, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport, IconPlus, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { AddToList } from './AddToList.tsx';
import { ImportList } from './ImportList.tsx';
import { groupQuery, type GroupDetails, type RoomingRow } from './queries.ts';

/** Who sleeps in the group's rooms; those without a booking are booked together. */
export function RoomingList({ group }: { group: GroupDetails }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const may = useMay('reservations.create');
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const unbooked = group.rooming_list.filter(({ booking_id }) => booking_id === null).length;
  const refresh = () => void client.invalidateQueries({ queryKey: ['groups'] });
  const pickup = useMutation({
    mutationFn: () => api.post<{ bookings: unknown[] }>(`blocks/${group.id}/pickup`, {}),
    onSuccess: ({ bookings }) =>
      notifications.show({ color: 'green', message: t('list.booked', { count: bookings.length }) }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.delete<GroupDetails>(`blocks/${group.id}/rooming-list/${id}`),
    onSuccess: (after) => client.setQueryData(groupQuery(group.id).queryKey, after),
  });
  const confirmed = group.status === 'CONFIRMED';
  const columns: DataColumn<RoomingRow>[] = [
    {
      name: 'guest_name',
      header: t('list.guest'),
      cell: ({ guest_name, note }) => (
        <>
          <Text size="sm" fw={600}>
            {guest_name}
          </Text>
          {note && (
            <Text size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </>
      ),
    },
    { name: 'room', header: t('list.room'), cell: ({ room_type_code }) => room_type_code },
    {
      name: 'stay',
      header: t('list.stay'),
      minor: true,
      cell: ({ start_date, end_date }) => (
        <>
          <DateText value={start_date} /> – <DateText value={end_date} />
        </>
      ),
    },
    {
      name: 'booking',
      header: t('list.booking'),
      align: 'end',
      cell: ({ id, guest_name, confirmation_code }) =>
        confirmation_code ? (
          <Text size="sm" ff="monospace">
            <bdi>{confirmation_code}</bdi>
          </Text>
        ) : (
          <ActionIcon
            size={48}
            variant="subtle"
            color="red"
            disabled={!may}
            aria-label={t('list.remove', { guest: guest_name })}
            onClick={() => remove.mutate(id)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        ),
    },
  ];
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('list.title')}
        </Title>
        <Group gap="xs">
          <Button
            variant="default"
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={!may}
            onClick={() => setDialog('add')}
          >
            {t('list.add')}
          </Button>
          <Button
            variant="default"
            mih={48}
            leftSection={<IconFileImport size={18} aria-hidden />}
            disabled={!may}
            onClick={() => setDialog('import')}
          >
            {t('list.import')}
          </Button>
          <Button
            mih={48}
            disabled={!may || !confirmed || unbooked === 0}
            title={confirmed ? undefined : t('list.not_confirmed')}
            loading={pickup.isPending}
            onClick={() => pickup.mutate()}
          >
            {unbooked === 0 ? t('list.pickup_none') : t('list.pickup', { count: unbooked })}
          </Button>
        </Group>
      </Group>
      {!confirmed && unbooked > 0 && (
        <Text size="xs" c="dimmed" mb="xs">
          {t('list.not_confirmed')}
        </Text>
      )}
      {(pickup.error ?? remove.error) && <ErrorState error={pickup.error ?? remove.error} />}
      <DataTable
        label={t('list.title')}
        columns={columns}
        rows={group.rooming_list}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconUsersGroup} title={t('list.none')} hint={t('list.none_hint')} />}
      />
      <Modal
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        size={dialog === 'import' ? 'xl' : 'md'}
        title={t(dialog === 'import' ? 'csv.title' : 'list.add')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {dialog === 'add' && <AddToList group={group} onDone={() => setDialog(null)} />}
        {dialog === 'import' && <ImportList group={group} onDone={() => setDialog(null)} />}
      </Modal>
    </Card>
  );
}
