import { Button, Checkbox } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconHourglass } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { requestOf, type BookingValues } from './bookingValues.ts';

/** What a full house can still do for a guest: let the party wait for the rooms. */
export function WaitInstead({ form, onWaits }: { form: UseFormReturnType<BookingValues>; onWaits: () => void }) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const { room_type_id, rate_plan_id, start_date, end_date, quantity, adults, children, name } = form.values;
  const join = useMutation({
    mutationFn: () =>
      api.post('waitlist', {
        room_type_id,
        ...(rate_plan_id ? { rate_plan_id } : {}),
        start_date,
        end_date,
        rooms: quantity,
        adults,
        children,
        guest: requestOf(form.values, new Date()).guest,
      }),
    onSuccess: () => {
      notifications.show({ color: 'green', message: t('waits.done', { name: name.trim() }) });
      onWaits();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['waitlist'] }),
  });
  const wait = () => {
    if (name.trim()) join.mutate();
    else form.setFieldError('name', t('form.name_needed'));
  };
  return (
    <>
      <Button
        variant="light"
        h={48}
        leftSection={<IconHourglass size={18} aria-hidden />}
        loading={join.isPending}
        onClick={wait}
      >
        {t('waits.join')}
      </Button>
      {join.error && <ErrorState error={join.error} />}
    </>
  );
}

/** The way past a restriction, for those who answer for it. */
export function Override({ form }: { form: UseFormReturnType<BookingValues> }) {
  const { t } = useTranslation('reservations');
  if (!useMay('reservations.override')) return null;
  return <Checkbox size="md" label={t('override')} {...form.getInputProps('override', { type: 'checkbox' })} />;
}
