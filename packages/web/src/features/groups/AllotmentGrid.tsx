import { Button, Card, Modal, NumberInput, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { groupQuery, type GroupDetails, type Night } from './queries.ts';

/** The group's rooms by type and night: picked up of kept. Pressing a night changes how many are kept. */
export function AllotmentGrid({ group }: { group: GroupDetails }) {
  const { t } = useTranslation('groups');
  const may = useMay('groups.manage') && group.status !== 'RELEASED' && group.status !== 'CANCELLED';
  const [night, setNight] = useState<Night | null>(null);
  const dates = [...new Set(group.allotments.map(({ date }) => date))].sort();
  const types = [...new Map(group.allotments.map((each) => [each.room_type_id, each.room_type_code]))];
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {t('grid.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t(types.length > 0 ? 'grid.hint' : 'grid.none')}
      </Text>
      <Table.ScrollContainer minWidth={dates.length * 96 + 96} type="native">
        <Table withRowBorders>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('grid.type')}</Table.Th>
              {dates.map((date) => (
                <Table.Th key={date} ta="center">
                  <DateText value={date} options={{ weekday: 'short', day: 'numeric', month: 'short' }} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {types.map(([room_type_id, code]) => (
              <Table.Tr key={room_type_id}>
                <Table.Th scope="row">{code}</Table.Th>
                {dates.map((date) => {
                  const cell = group.allotments.find(
                    (each) => each.room_type_id === room_type_id && each.date === date,
                  );
                  return (
                    <Table.Td key={date} ta="center">
                      {cell && (
                        <Button
                          variant={cell.left === 0 ? 'light' : 'default'}
                          mih={48}
                          disabled={!may}
                          aria-label={t('grid.change', { type: code, day: date })}
                          onClick={() => setNight(cell)}
                        >
                          <NumberText value={cell.picked_up} />
                          {' / '}
                          <NumberText value={cell.allotted} />
                        </Button>
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Modal
        opened={night !== null}
        onClose={() => setNight(null)}
        title={night && t('grid.change', { type: night.room_type_code, day: night.date })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {night && <NightForm group={group} night={night} onDone={() => setNight(null)} />}
      </Modal>
    </Card>
  );
}

function NightForm({ group, night, onDone }: { group: GroupDetails; night: Night; onDone: () => void }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const [allotted, setAllotted] = useState(night.allotted);
  const { room_type_id, date } = night;
  const save = useMutation({
    mutationFn: () =>
      api.put<GroupDetails>(`blocks/${group.id}/allotments`, {
        nights: [{ room_type_id, date, allotted }],
        version: group.version,
      }),
    onSuccess: (after) => {
      client.setQueryData(groupQuery(group.id).queryKey, after);
      notifications.show({ color: 'green', message: t('grid.saved') });
      onDone();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['inventory'] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <NumberInput
          size="md"
          data-autofocus
          min={night.picked_up}
          label={t('grid.allotted')}
          value={allotted}
          onChange={(value) => setAllotted(Number(value) || 0)}
        />
        {save.error && <ErrorState error={save.error} />}
        <Button type="submit" mih={48} loading={save.isPending} disabled={allotted === night.allotted}>
          {t('grid.save')}
        </Button>
      </Stack>
    </form>
  );
}
