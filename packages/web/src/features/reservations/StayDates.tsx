import { NumberInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { MOST_NIGHTS_PER_STAY } from '@hostelry/contracts/reservations';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { addDays, nightsBetween } from '../rooms/nights.ts';
import type { BookingValues } from './bookingValues.ts';
import classes from './NewBooking.module.css';

interface StayDatesProps {
  form: UseFormReturnType<BookingValues>;
  earliest: string;
}

/** Arrival, nights and departure; each follows the others. */
export function StayDates({ form, earliest }: StayDatesProps) {
  const { t } = useTranslation('reservations');
  const { start_date, end_date } = form.values;
  const nights = Math.max(1, nightsBetween(start_date, end_date));
  const arrive = (date: string | null) => date && form.setValues({ start_date: date, end_date: addDays(date, nights) });
  const leave = (date: string | null) => date && form.setFieldValue('end_date', date);
  const stay = (value: number | string) =>
    form.setFieldValue('end_date', addDays(start_date, Math.max(1, Number(value) || 1)));
  return (
    <div className={classes.dates}>
      <CivilDateInput
        size="md"
        label={t('form.arrival')}
        value={start_date}
        onChange={arrive}
        minDate={earliest}
        error={form.errors.start_date}
      />
      <NumberInput
        size="md"
        label={t('form.nights')}
        value={nights}
        onChange={stay}
        min={1}
        max={MOST_NIGHTS_PER_STAY}
        clampBehavior="strict"
        allowDecimal={false}
      />
      <CivilDateInput
        size="md"
        label={t('form.departure')}
        value={end_date}
        onChange={leave}
        minDate={addDays(start_date, 1)}
        error={form.errors.end_date}
      />
    </div>
  );
}
