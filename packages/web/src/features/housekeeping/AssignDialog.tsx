import { Checkbox, Group, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import type { Board } from './queries.ts';
import { useAct } from './useAct.ts';

interface AssignDialogProps {
  hotel: Hotel;
  board: Board;
  opened: boolean;
  onClose: () => void;
}

/** Who works today; the open work is shared out among them by minutes, floors kept together. */
export function AssignDialog({ opened, onClose, ...props }: AssignDialogProps) {
  const { t } = useTranslation('housekeeping');
  return (
    <Modal opened={opened} onClose={onClose} title={t('assign.title')} centered size="md">
      <AssignForm {...props} onClose={onClose} />
    </Modal>
  );
}

function AssignForm({ hotel, board, onClose }: Omit<AssignDialogProps, 'opened'>) {
  const { t } = useTranslation('housekeeping');
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const [reassign, setReassign] = useState(false);
  const present = board.attendants.filter(({ id }) => !absent.has(id));
  const open = board.rooms
    .flatMap(({ tasks }) => tasks)
    .filter((task) => task.status === 'OPEN' && (reassign || task.attendant_id === null));
  const assign = useAct<{ assigned: number }>({
    quiet: true,
    onDone: ({ assigned }) => {
      notifications.show({ color: 'green', message: t('assign.done', { count: assigned }) });
      onClose();
    },
  });
  if (board.attendants.length === 0) return <EmptyState title={t('assign.nobody')} hint={t('assign.nobody_hint')} />;
  const toggle = (id: string) =>
    setAbsent((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Stack gap="md">
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('assign.works_today')}</Table.Th>
            <Table.Th ta="end">{t('assign.tasks')}</Table.Th>
            <Table.Th ta="end">{t('assign.minutes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {board.attendants.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Checkbox
                  size="md"
                  label={<bdi>{person.name}</bdi>}
                  checked={!absent.has(person.id)}
                  onChange={() => toggle(person.id)}
                />
              </Table.Td>
              <Table.Td ta="end">
                <NumberText value={person.tasks} />
              </Table.Td>
              <Table.Td ta="end">
                <NumberText value={person.minutes} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        size="md"
        label={t('assign.reassign')}
        checked={reassign}
        onChange={(event) => setReassign(event.currentTarget.checked)}
      />
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {t('assign.open_work', {
            count: open.length,
            minutes: open.reduce((sum, task) => sum + task.minutes, 0),
          })}
        </Text>
      </Group>
      {assign.error && <ErrorState error={assign.error} />}
      <TouchButton
        loading={assign.isPending}
        disabled={present.length === 0 || open.length === 0}
        title={open.length === 0 ? t('assign.nothing') : undefined}
        onClick={() =>
          assign.mutate({
            path: 'housekeeping/assign',
            body: { outlet_id: hotel.id, attendant_ids: present.map(({ id }) => id), reassign },
          })
        }
      >
        {t('assign.share')}
      </TouchButton>
    </Stack>
  );
}
