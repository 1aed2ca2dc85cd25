import { TICKET_CATEGORIES, TICKET_PRIORITIES, type OutageKind } from '@hostelry/contracts/housekeeping';
import { SegmentedControl, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { OutageFields, useOutageCheck } from './OutageFields.tsx';
import type { Room } from './queries.ts';
import { RoomSelect } from './RoomSelect.tsx';
import { useAct } from './useAct.ts';

interface TicketFormProps {
  hotel: Hotel;
  /** Where it is broken; null lets the person choose a room or name a place. */
  room: Pick<Room, 'id' | 'number'> | null;
  onDone: () => void;
}

/** Reports something broken; who manages the house may take the room out for it in the same act. */
export function TicketForm({ hotel, room, onDone }: TicketFormProps) {
  const { t } = useTranslation('housekeeping');
  const mayTakeOut = useMay('housekeeping.manage');
  const [values, set] = useState({
    title: '',
    place: '',
    description: '',
    category: 'OTHER',
    priority: 'NORMAL',
    room_id: room?.id ?? null,
  });
  const [takesOut, setTakesOut] = useState(false);
  const [outage, setOutage] = useState({
    kind: 'OUT_OF_ORDER' as OutageKind,
    start_date: hotel.business_date,
    end_date: addDays(hotel.business_date, 1),
    displace: false,
  });
  const room_id = values.room_id;
  const check = useOutageCheck(takesOut && room_id ? { room_id, ...outage } : null);
  const open = useAct({
    quiet: true,
    onDone: () => {
      notifications.show({ color: 'green', message: t('tickets.opened') });
      onDone();
    },
  });
  const change = (next: Partial<typeof values>) => set((now) => ({ ...now, ...next }));
  const submit = () => {
    const { place, room_id: _, ...details } = values;
    const where = room_id ? { room_id } : { place };
    open.mutate({
      path: 'maintenance-tickets',
      body: { outlet_id: hotel.id, ...details, ...where, ...(takesOut && room_id && { outage }) },
    });
  };
  return (
    <Stack
      component="form"
      gap="md"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        label={t('tickets.what')}
        placeholder={t('tickets.what_hint')}
        required
        size="md"
        data-autofocus
        maxLength={120}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      {!room && (
        <>
          <RoomSelect hotel={hotel} value={room_id} onChange={(id) => change({ room_id: id })} />
          {!room_id && (
            <TextInput
              label={t('place')}
              placeholder={t('place_hint')}
              required
              size="md"
              maxLength={120}
              value={values.place}
              onChange={(event) => change({ place: event.currentTarget.value })}
            />
          )}
        </>
      )}
      <Select
        label={t('tickets.category')}
        size="md"
        allowDeselect={false}
        value={values.category}
        onChange={(category) => category && change({ category })}
        data={TICKET_CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {t('tickets.priority')}
        </Text>
        <SegmentedControl
          fullWidth
          size="md"
          value={values.priority}
          onChange={(priority) => change({ priority })}
          data={TICKET_PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))}
        />
      </Stack>
      <Textarea
        label={t('tickets.description')}
        size="md"
        autosize
        minRows={2}
        maxLength={4_000}
        value={values.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      {mayTakeOut && room_id && (
        <Switch
          size="md"
          label={t('tickets.takes_out')}
          checked={takesOut}
          onChange={(event) => setTakesOut(event.currentTarget.checked)}
        />
      )}
      {takesOut && room_id && <OutageFields hotel={hotel} values={outage} onChange={setOutage} check={check} />}
      {open.error && <ErrorState error={open.error} />}
      <TouchButton type="submit" loading={open.isPending} disabled={takesOut && !check.possible}>
        {t('tickets.open')}
      </TouchButton>
    </Stack>
  );
}
