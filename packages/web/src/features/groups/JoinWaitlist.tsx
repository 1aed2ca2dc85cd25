import { Button, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { roomTypesQuery } from '../rooms/queries.ts';

/** Lets a party wait. */
export function JoinWaitlist({ hotel, onDone }: { hotel: Hotel; onDone: () => void }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const { data: types = [] } = useQuery(roomTypesQuery(hotel.id));
  const [guest, setGuest] = useState({ name: '', email: '', phone: '' });
  const [room_type_id, setType] = useState<string | null>(null);
  const [dates, setDates] = useState<Record<'arrival' | 'departure', string | null>>({
    arrival: hotel.business_date,
    departure: addDays(hotel.business_date, 1),
  });
  const [counts, setCounts] = useState({ rooms: 1, adults: 1, priority: 0 });
  const join = useMutation({
    mutationFn: () =>
      api.post('waitlist', {
        room_type_id,
        start_date: dates.arrival,
        end_date: dates.departure,
        ...counts,
        guest: Object.fromEntries(Object.entries(guest).filter(([, value]) => value.trim())),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['waitlist'] });
      onDone();
    },
  });
  const ready = guest.name.trim() && room_type_id && dates.arrival && dates.departure;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) join.mutate();
      }}
    >
      <Stack>
        {(['name', 'email', 'phone'] as const).map((name) => (
          <TextInput
            key={name}
            size="md"
            required={name === 'name'}
            type={{ name: 'text', email: 'email', phone: 'tel' }[name]}
            label={t(`waitlist.${name}`)}
            value={guest[name]}
            onChange={(event) => setGuest({ ...guest, [name]: event.currentTarget.value })}
          />
        ))}
        <Select
          size="md"
          required
          label={t('waitlist.room_type')}
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          value={room_type_id}
          onChange={setType}
        />
        <SimpleGrid cols={2}>
          {(['arrival', 'departure'] as const).map((name) => (
            <CivilDateInput
              key={name}
              size="md"
              label={t(`waitlist.${name}`)}
              value={dates[name]}
              onChange={(date) => setDates({ ...dates, [name]: date })}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={3}>
          {(['rooms', 'adults', 'priority'] as const).map((name) => (
            <NumberInput
              key={name}
              size="md"
              min={name === 'priority' ? 0 : 1}
              max={name === 'priority' ? 9 : 50}
              label={t(`waitlist.${name}`)}
              value={counts[name]}
              onChange={(count) => setCounts({ ...counts, [name]: Number(count) || 0 })}
            />
          ))}
        </SimpleGrid>
        {join.error && <ErrorState error={join.error} />}
        <Button type="submit" mih={48} loading={join.isPending} disabled={!ready}>
          {t('waitlist.add')}
        </Button>
      </Stack>
    </form>
  );
}
