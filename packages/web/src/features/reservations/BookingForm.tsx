import { Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { IconMail, IconPhone, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../app/api.ts';
import { newKey } from '../../app/key.ts';
import { addDays, nightsBetween } from '../rooms/nights.ts';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { calendarQuery } from '../rooms/queries.ts';
import {
  complaints,
  fieldOf,
  priceOf,
  requestOf,
  type BookingErrors,
  type BookingValues,
  type StayWish,
} from './bookingValues.ts';
import { BookingTotal } from './BookingTotal.tsx';
import type { BookingDetails, RatePlanRow } from './queries.ts';
import { RoomTypeChoice } from './RoomTypeChoice.tsx';
import { StayDates } from './StayDates.tsx';
import { useAvailability } from './useAvailability.ts';

interface BookingFormProps {
  hotel: Hotel;
  plans: readonly RatePlanRow[];
  wish: StayWish;
  onBooked: (booking: BookingDetails) => void;
}

const startOf = (wish: StayWish, plans: readonly RatePlanRow[]): BookingValues => ({
  room_type_id: wish.room_type_id ?? '',
  start_date: wish.start_date,
  end_date: wish.end_date || addDays(wish.start_date, 1),
  quantity: 1,
  adults: 1,
  children: 0,
  rate_plan_id: plans[0]?.id ?? null,
  name: '',
  email: '',
  phone: '',
});

/** A booking in as few keys as possible: everything but the guest's name has an answer already, and Enter books. */
export function BookingForm({ hotel, plans, wish, onBooked }: BookingFormProps) {
  const { t } = useTranslation('reservations');
  const form = useForm<BookingValues>({ initialValues: startOf(wish, plans) });
  const { start_date, end_date, room_type_id, quantity, rate_plan_id } = form.values;
  const nights = nightsBetween(start_date, end_date);
  const { data: calendar } = useQuery({
    ...calendarQuery(hotel.id, start_date, nights > 0 ? end_date : addDays(start_date, 1)),
    placeholderData: keepPreviousData,
  });
  const types = calendar?.room_types ?? [];
  const type = types.find(({ id }) => id === room_type_id);
  const plan = plans.find(({ id }) => id === rate_plan_id);
  const availability = useAvailability({ room_type_id, start_date, end_date, quantity }, nights > 0);

  // A walk-in wants a room, seldom a certain one: the first that is free is chosen until somebody chooses another.
  useEffect(() => {
    if (room_type_id || types.length === 0) return;
    const free = types.find((one) => one.nights.length > 0 && one.nights.every(({ available }) => available > 0));
    form.setFieldValue('room_type_id', (free ?? types[0]!).id);
  }, [types, room_type_id]);

  const save = useBooking(form, onBooked);
  const submit = (values: BookingValues) => {
    const wrong = complaints(values, type, t);
    form.setErrors(wrong as Record<string, string>);
    if (Object.keys(wrong).length === 0) save.mutate(values);
  };

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <StayDates form={form} earliest={hotel.business_date} />
        <RoomTypeChoice form={form} types={types} plan={plan} />
        <Party form={form} />
        {plans.length > 1 && (
          <Select
            label={t('form.rate_plan')}
            data={plans.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('rate_plan_id')}
          />
        )}
        <GuestFields form={form} />
        <BookingTotal
          room_type={type?.name ?? ''}
          quantity={quantity}
          nights={nights}
          price_minor={priceOf(plan, room_type_id)}
          currency={plan?.currency ?? hotel.currency}
          availability={availability}
          saving={save.isPending}
          error={save.error}
        />
      </Stack>
    </form>
  );
}

/** Sends the booking. The same values keep the same key, so pressing again after a lost reply books once. */
function useBooking(form: UseFormReturnType<BookingValues>, onBooked: (booking: BookingDetails) => void) {
  const client = useQueryClient();
  const sent = useRef({ body: '', key: '' });
  return useMutation<BookingDetails, Error, BookingValues>({
    mutationFn: (values) => {
      const request = requestOf(values);
      const body = JSON.stringify(request);
      if (sent.current.body !== body) sent.current = { body, key: newKey() };
      return api.post<BookingDetails>('reservations', request, sent.current.key);
    },
    onSuccess: onBooked,
    onError: (error) => {
      // A refusal is final for its key; only a reply that never came is asked for again under the same one.
      if (!(error instanceof ApiError)) return;
      if (!error.offline && error.status < 500) sent.current = { body: '', key: '' };
      const wrong: BookingErrors = Object.fromEntries(
        error.fields.map(({ field, message }) => [fieldOf(field), message]),
      );
      form.setErrors(wrong as Record<string, string>);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['inventory'] });
      void client.invalidateQueries({ queryKey: ['reservations'] });
    },
  });
}

function Party({ form }: { form: UseFormReturnType<BookingValues> }) {
  const { t } = useTranslation('reservations');
  const counts = [
    { name: 'quantity', min: 1 },
    { name: 'adults', min: 1 },
    { name: 'children', min: 0 },
  ] as const;
  const onRooms = (quantity: number | string) => {
    const rooms = Number(quantity) || 1;
    // A room nobody sleeps in is seldom meant.
    form.setValues({ quantity: rooms, adults: Math.max(form.values.adults, rooms) });
  };
  return (
    <Group grow gap="sm" align="flex-start">
      {counts.map(({ name, min }) => (
        <NumberInput
          key={name}
          size="md"
          label={t(`form.${name}`)}
          min={min}
          max={1000}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps(name)}
          onChange={name === 'quantity' ? onRooms : (value) => form.setFieldValue(name, Number(value) || min)}
        />
      ))}
    </Group>
  );
}

function GuestFields({ form }: { form: UseFormReturnType<BookingValues> }) {
  const { t } = useTranslation('reservations');
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        autoFocus
        size="md"
        withAsterisk
        label={t('form.name')}
        placeholder={t('form.name_placeholder')}
        autoComplete="off"
        leftSection={<IconUser size={18} aria-hidden />}
        {...form.getInputProps('name')}
      />
      <Group grow gap="sm" align="flex-start">
        <TextInput
          size="md"
          type="email"
          label={t('form.email')}
          autoComplete="off"
          leftSection={<IconMail size={18} aria-hidden />}
          {...form.getInputProps('email')}
        />
        <TextInput
          size="md"
          type="tel"
          label={t('form.phone')}
          autoComplete="off"
          leftSection={<IconPhone size={18} aria-hidden />}
          {...form.getInputProps('phone')}
        />
      </Group>
    </Stack>
  );
}
