import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../../app/api.ts';
import { newKey } from '../../../app/key.ts';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import type { Hotel } from '../../rooms/HotelOnly.tsx';
import { addDays } from '../../rooms/nights.ts';
import { chartQuery, type DeskStayData } from '../queries.ts';
import { CheckIn } from './CheckIn.tsx';

export interface WalkInWish {
  room_type_id?: string;
  room_id?: string;
  end_date: string;
}

/** Somebody stands at the desk: a name, a type, Enter, and they have a room. */
export function WalkIn({ hotel, wish, onClose }: { hotel: Hotel; wish: WalkInWish | null; onClose: () => void }) {
  const { t } = useTranslation('desk');
  return (
    <Modal
      opened={wish !== null}
      onClose={onClose}
      title={t('walkin.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {wish && <Form hotel={hotel} wish={wish} onClose={onClose} />}
    </Modal>
  );
}

function Form({ hotel, wish, onClose }: { hotel: Hotel; wish: WalkInWish; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const client = useQueryClient();
  const tonight = hotel.business_date;
  const { data: chart } = useQuery(chartQuery(hotel.id, tonight, addDays(tonight, 1)));
  const types = chart?.room_types ?? [];
  const [type, setType] = useState<string | null>(wish.room_type_id ?? null);
  const [room_id, setRoom] = useState<string | null>(wish.room_id ?? null);
  const [end_date, setEnd] = useState(wish.end_date);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [adults, setAdults] = useState<string | number>(1);
  const [key] = useState(newKey);
  const room_type_id = type ?? likelyType(chart);
  const taken = new Set(
    chart?.stays
      .filter(({ status, end_date: leaves }) => status !== 'CHECKED_OUT' && leaves > tonight)
      .flatMap(({ stretches }) =>
        stretches.filter((s) => s.start_date <= tonight && s.end_date > tonight).map((s) => s.room_id),
      ),
  );
  const rooms = (chart?.rooms ?? []).filter(
    (room) =>
      room.room_type_id === room_type_id &&
      !taken.has(room.id) &&
      ['CLEAN', 'INSPECTED'].includes(room.housekeeping_status),
  );
  const send = useMutation<DeskStayData, ApiError>({
    mutationFn: () =>
      api.post(
        'front-desk/walk-in',
        {
          room_type_id,
          end_date,
          adults: Number(adults) || 1,
          guest: { name: name.trim(), ...(phone.trim() ? { phone: phone.trim() } : {}) },
          ...(room_id ? { room_id } : {}),
        },
        `${key}-${room_type_id}-${room_id ?? ''}-${end_date}-${name}`.slice(0, 120).replace(/[^\x21-\x7e]/g, '_'),
      ),
    onSettled: () =>
      Promise.all(
        ['front-desk', 'reservations', 'inventory'].map((one) => client.invalidateQueries({ queryKey: [one] })),
      ),
  });
  if (send.data) return <In data={send.data} onClose={onClose} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && room_type_id && !send.isPending) send.mutate();
      }}
    >
      <Stack>
        <TextInput
          size="md"
          label={t('walkin.name')}
          data-autofocus
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Select
            size="md"
            label={t('walkin.type')}
            data={types.map(({ id, name: label }) => ({ value: id, label }))}
            value={room_type_id}
            allowDeselect={false}
            onChange={(value) => {
              setType(value);
              setRoom(null);
            }}
          />
          <CivilDateInput
            size="md"
            label={t('walkin.until')}
            minDate={addDays(tonight, 1)}
            value={end_date}
            onChange={(date) => date && setEnd(date)}
          />
        </Group>
        <Group grow align="flex-start">
          <Select
            size="md"
            label={t('walkin.room')}
            description={t('walkin.room_hint', { count: rooms.length })}
            placeholder={t('walkin.any_room')}
            data={rooms.map(({ id, number }) => ({ value: id, label: number }))}
            value={room_id}
            onChange={setRoom}
            clearable
            searchable
          />
          <NumberInput
            size="md"
            label={t('walkin.adults')}
            description={'\u00a0'}
            min={1}
            max={20}
            value={adults}
            onChange={setAdults}
          />
        </Group>
        <TextInput
          size="md"
          type="tel"
          label={t('walkin.phone')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        {send.error && <ErrorState error={send.error} />}
        <Button type="submit" mih={56} size="md" loading={send.isPending} disabled={!name.trim() || !room_type_id}>
          {t('walkin.send')}
        </Button>
      </Stack>
    </form>
  );
}

/** The type with the most rooms free tonight is what most people who walk in get. */
function likelyType(
  chart:
    | {
        rooms: { id: string; room_type_id: string; housekeeping_status: string }[];
        room_types: { id: string }[];
        stays: { stretches: { room_id: string }[] }[];
      }
    | undefined,
): string | null {
  if (!chart) return null;
  const taken = new Set(chart.stays.flatMap(({ stretches }) => stretches.map(({ room_id }) => room_id)));
  const free = (id: string) =>
    chart.rooms.filter(
      (room) => room.room_type_id === id && !taken.has(room.id) && room.housekeeping_status !== 'DIRTY',
    ).length;
  return (
    chart.room_types.reduce<{ id: string; free: number } | null>(
      (best, { id }) => (!best || free(id) > best.free ? { id, free: free(id) } : best),
      null,
    )?.id ?? null
  );
}

function In({ data, onClose }: { data: DeskStayData; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const [card, setCard] = useState(false);
  const { stay } = data;
  return (
    <Stack>
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('walkin.done', { guest: stay.guest_name })}>
        <Text fz={32} fw={700} data-testid="room-number">
          {t('stay.room', { number: stay.room_number })}
        </Text>
        <Text size="sm">
          <bdi data-testid="confirmation-code">{stay.confirmation_code}</bdi> ·{' '}
          <Money minor={stay.total_minor} currency={stay.currency} />
        </Text>
      </Alert>
      <Group grow>
        <Button mih={48} variant="light" onClick={() => setCard(true)}>
          {t('walkin.card')}
        </Button>
        <Button mih={48} data-autofocus onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
      <CheckIn id={card ? stay.id : null} onClose={() => setCard(false)} />
    </Stack>
  );
}
