import { Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, nightsBetween, type CalendarType } from '../rooms/nights.ts';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { calendarQuery } from '../rooms/queries.ts';
import { BookingExtras } from './BookingExtras.tsx';
import { complaints, linesOf, wantedOf, type BookingValues, type RoomsWish, type StayWish } from './bookingValues.ts';
import { BookingTotal } from './BookingTotal.tsx';
import { GuestFields } from './GuestFields.tsx';
import { MoreRooms } from './MoreRooms.tsx';
import type { BookingDetails, RatePlanRow } from './queries.ts';
import { RoomTypeChoice } from './RoomTypeChoice.tsx';
import { StayDates } from './StayDates.tsx';
import { useAvailability } from './useAvailability.ts';
import { useBooking } from './useBooking.ts';
import { offerFor, useOffers } from './useOffers.ts';

interface BookingFormProps {
  hotel: Hotel;
  plans: readonly RatePlanRow[];
  wish: StayWish;
  onBooked: (booking: BookingDetails) => void;
  /** The party waits instead. */
  onWaits: () => void;
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
  more: [],
  company_id: null,
  arrival_time: '',
  notes: '',
  option_hours: null,
  override: false,
});

/** A further line starts from another type, as that is what it is for. */
const anotherOf = (values: BookingValues, types: readonly CalendarType[]): RoomsWish => {
  const taken = linesOf(values).map((line) => line.room_type_id);
  return {
    room_type_id: (types.find(({ id }) => !taken.includes(id)) ?? types[0])?.id ?? values.room_type_id,
    rate_plan_id: values.rate_plan_id,
    quantity: 1,
    adults: 1,
    children: 0,
  };
};

/** A booking in as few keys as possible: everything but the guest's name has an answer already, and Enter books. */
export function BookingForm({ hotel, plans, wish, onBooked, onWaits }: BookingFormProps) {
  const { t } = useTranslation('reservations');
  const form = useForm<BookingValues>({ initialValues: startOf(wish, plans) });
  const { start_date, end_date, room_type_id, rate_plan_id } = form.values;
  const quantity = wantedOf(form.values, room_type_id);
  const nights = nightsBetween(start_date, end_date);
  const { data: calendar } = useQuery({
    ...calendarQuery(hotel.id, start_date, nights > 0 ? end_date : addDays(start_date, 1)),
    placeholderData: keepPreviousData,
  });
  const types = calendar?.room_types ?? [];
  const type = types.find(({ id }) => id === room_type_id);
  const plan = plans.find(({ id }) => id === rate_plan_id);
  const lines = linesOf(form.values);
  const offers = useOffers(hotel.id, { start_date, end_date }, lines, nights > 0);
  const availability = useAvailability({ room_type_id, start_date, end_date, quantity }, nights > 0);

  // A walk-in wants a room, seldom a certain one: the first that is free is chosen until somebody chooses another.
  useEffect(() => {
    if (room_type_id || types.length === 0) return;
    const free = types.find((one) => one.nights.length > 0 && one.nights.every(({ available }) => available > 0));
    form.setFieldValue('room_type_id', (free ?? types[0]!).id);
  }, [types, room_type_id]);

  const save = useBooking(form, onBooked);
  const submit = (values: BookingValues) => {
    const wrong = complaints(values, types, t);
    form.setErrors(wrong as Record<string, string>);
    if (Object.keys(wrong).length === 0) save.mutate(values);
  };

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <StayDates form={form} earliest={hotel.business_date} />
        <RoomTypeChoice form={form} types={types} offers={offers[0] ?? []} />
        <Party form={form} />
        {plans.length > 1 && (
          <Select
            label={t('form.rate_plan')}
            data={plans.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('rate_plan_id')}
          />
        )}
        <MoreRooms form={form} types={types} plans={plans} />
        <Button
          variant="subtle"
          h={48}
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => form.insertListItem('more', anotherOf(form.values, types))}
        >
          {t('form.more_rooms')}
        </Button>
        <GuestFields form={form} outlet_id={hotel.id} />
        <BookingExtras form={form} outlet_id={hotel.id} />
        <BookingTotal
          form={form}
          room_type={type?.name ?? ''}
          quantity={quantity}
          nights={nights}
          rooms={lines.reduce((sum, line) => sum + line.quantity, 0)}
          total_minor={lines.reduce<number | null>((sum, line, index) => {
            const offer = offerFor(offers[index] ?? [], line.room_type_id, line.rate_plan_id);
            return sum === null || !offer ? null : sum + offer.stay_total_minor;
          }, 0)}
          currency={plan?.currency ?? hotel.currency}
          availability={availability}
          saving={save.isPending}
          error={save.error}
          onWaits={onWaits}
        />
      </Stack>
    </form>
  );
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
