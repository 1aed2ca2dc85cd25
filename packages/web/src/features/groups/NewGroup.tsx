import { Button, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { roomTypesQuery } from '../rooms/queries.ts';
import type { GroupDetails } from './queries.ts';

/** A group's wish for rooms; it becomes binding on the group's own page. */
export function NewGroup({ hotel, onDone }: { hotel: Hotel; onDone: (id: string) => void }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const { data: types = [] } = useQuery(roomTypesQuery(hotel.id));
  const [texts, setTexts] = useState({ code: '', name: '', contact_name: '', contact_email: '' });
  const [dates, setDates] = useState<Record<'start_date' | 'end_date' | 'cutoff_date', string | null>>({
    start_date: addDays(hotel.business_date, 60),
    end_date: addDays(hotel.business_date, 62),
    cutoff_date: addDays(hotel.business_date, 30),
  });
  const [units, setUnits] = useState<Record<string, number>>({});
  const add = useMutation({
    mutationFn: () =>
      api.post<GroupDetails>('blocks', {
        outlet_id: hotel.id,
        ...texts,
        contact_email: texts.contact_email || null,
        ...dates,
        allotments: Object.entries(units)
          .filter(([, count]) => count > 0)
          .map(([room_type_id, count]) => ({ room_type_id, units: count })),
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['groups'] });
      onDone(id);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {(['code', 'name', 'contact_name', 'contact_email'] as const).map((name) => (
            <TextInput
              key={name}
              size="md"
              required={name === 'code' || name === 'name'}
              type={name === 'contact_email' ? 'email' : 'text'}
              label={t(`fields.${name}`)}
              value={texts[name]}
              onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
            />
          ))}
          {(['start_date', 'end_date', 'cutoff_date'] as const).map((name) => (
            <CivilDateInput
              key={name}
              size="md"
              required={name !== 'cutoff_date'}
              clearable={name === 'cutoff_date'}
              description={name === 'cutoff_date' ? t('cutoff_hint') : undefined}
              label={t(`fields.${name}`)}
              value={dates[name]}
              onChange={(date) => setDates({ ...dates, [name]: date })}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, xs: 3 }}>
          {types.map(({ id, name }) => (
            <NumberInput
              key={id}
              size="md"
              min={0}
              label={name}
              aria-label={`${t('fields.units')}: ${name}`}
              value={units[id] ?? 0}
              onChange={(count) => setUnits({ ...units, [id]: Number(count) || 0 })}
            />
          ))}
        </SimpleGrid>
        {add.error && <ErrorState error={add.error} />}
        <Button type="submit" mih={48} loading={add.isPending} disabled={!dates.start_date || !dates.end_date}>
          {t('new')}
        </Button>
      </Stack>
    </form>
  );
}
