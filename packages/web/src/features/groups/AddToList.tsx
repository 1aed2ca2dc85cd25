import { Button, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { roomTypesQuery } from '../rooms/queries.ts';
import { groupQuery, type GroupDetails } from './queries.ts';

/** One more guest of the group. */
export function AddToList({ group, onDone }: { group: GroupDetails; onDone: () => void }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const { data: types = [] } = useQuery(roomTypesQuery(group.outlet_id));
  const [values, setValues] = useState({
    guest_name: '',
    guest_email: '',
    room_type_id: group.allotments[0]?.room_type_id ?? null,
    start_date: group.start_date as string | null,
    end_date: group.end_date as string | null,
    adults: 1,
    children: 0,
  });
  const add = useMutation({
    mutationFn: () =>
      api.post<GroupDetails>(`blocks/${group.id}/rooming-list`, { ...values, guest_email: values.guest_email || null }),
    onSuccess: (after) => {
      client.setQueryData(groupQuery(group.id).queryKey, after);
      onDone();
    },
  });
  const ready = values.guest_name.trim() && values.room_type_id && values.start_date && values.end_date;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) add.mutate();
      }}
    >
      <Stack>
        <TextInput
          size="md"
          required
          data-autofocus
          label={t('list.guest')}
          value={values.guest_name}
          onChange={(event) => setValues({ ...values, guest_name: event.currentTarget.value })}
        />
        <TextInput
          size="md"
          type="email"
          label={t('list.email')}
          value={values.guest_email}
          onChange={(event) => setValues({ ...values, guest_email: event.currentTarget.value })}
        />
        <Select
          size="md"
          required
          label={t('list.room')}
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.room_type_id}
          onChange={(room_type_id) => setValues({ ...values, room_type_id })}
        />
        <SimpleGrid cols={2}>
          {(['start_date', 'end_date'] as const).map((name) => (
            <CivilDateInput
              key={name}
              size="md"
              label={t(`fields.${name}`)}
              value={values[name]}
              onChange={(date) => setValues({ ...values, [name]: date })}
            />
          ))}
          {(['adults', 'children'] as const).map((name) => (
            <NumberInput
              key={name}
              size="md"
              min={name === 'adults' ? 1 : 0}
              max={20}
              label={t(`list.${name}`)}
              value={values[name]}
              onChange={(count) => setValues({ ...values, [name]: Number(count) || 0 })}
            />
          ))}
        </SimpleGrid>
        {add.error && <ErrorState error={add.error} />}
        <Button type="submit" mih={48} loading={add.isPending} disabled={!ready}>
          {t('list.add')}
        </Button>
      </Stack>
    </form>
  );
}
