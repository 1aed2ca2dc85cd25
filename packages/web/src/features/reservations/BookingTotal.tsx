import { Alert, Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCircleCheck } from '@tabler/icons-react';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { usePlace } from '../../ui/place.ts';
import classes from './NewBooking.module.css';
import type { BookingValues } from './bookingValues.ts';
import { Override, WaitInstead } from './Instead.tsx';
import { refusalOf, refusalText } from './refusal.ts';
import type { Availability } from './useAvailability.ts';

interface BookingTotalProps {
  form: UseFormReturnType<BookingValues>;
  room_type: string;
  quantity: number;
  nights: number;
  rooms: number;
  /** What all rooms cost together; null until the server has priced every one. */
  total_minor: number | null;
  currency: string;
  availability: Availability;
  saving: boolean;
  error: unknown;
  onWaits: () => void;
}

/** The foot of the form: is it free, what does it cost, book it. */
export function BookingTotal(props: BookingTotalProps) {
  const { t } = useTranslation('reservations');
  const { form, rooms, total_minor, nights, currency, saving, availability } = props;
  return (
    <Stack gap="sm" className={classes.foot}>
      <Verdict {...props} />
      <Group justify="space-between" wrap="nowrap">
        <div>
          {total_minor !== null && nights > 0 && (
            <>
              <Text size="xs" c="dimmed">
                {t('form.rooms_count', { count: rooms })} × {t('form.nights_count', { count: nights })}
              </Text>
              <Text fz={24} fw={700} lh={1.2} data-testid="total">
                <Money minor={total_minor} currency={currency} />
              </Text>
            </>
          )}
        </div>
        <Button
          type="submit"
          h={56}
          px="xl"
          fz="md"
          loading={saving}
          disabled={availability.free === false}
          rightSection={
            <Kbd size="xs" visibleFrom="sm">
              ↵
            </Kbd>
          }
        >
          {t(form.values.option_hours ? 'form.hold' : 'form.book')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The server's word on the stay: free, too full on a named night, or something else that went wrong. */
function Verdict({ form, room_type, quantity, availability, error, onWaits }: BookingTotalProps) {
  const { t } = useTranslation('reservations');
  const { locale } = usePlace();
  const errorText = useErrorText();
  // While the refused stay is still the one in the form, the live answer says the same with fresher numbers.
  const refusal = availability.refusal ?? (availability.free === true ? null : refusalOf(error));
  if (refusal) {
    return (
      <Alert color="red" icon={<IconBan aria-hidden />} role="alert" p="sm">
        <Stack gap="xs" align="flex-start">
          {refusalText(t, locale, refusal, { room_type, quantity })}
          {refusal.code === 'SOLD_OUT' && <WaitInstead form={form} onWaits={onWaits} />}
          {refusal.code === 'RESTRICTED' && <Override form={form} />}
        </Stack>
      </Alert>
    );
  }
  if (error && !refusalOf(error)) return <ErrorState error={error} />;
  if (availability.error) {
    return (
      <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} p="sm">
        {errorText(availability.error)}
      </Alert>
    );
  }
  if (availability.free === null)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('form.checking')}
      </Text>
    );
  return (
    <Group gap={6} role="status" className={classes.free}>
      <IconCircleCheck size={20} aria-hidden />
      <Text size="sm" fw={600}>
        {t('form.free')}
      </Text>
      <Text size="sm" c="dimmed">
        · {t('form.left', { count: availability.units ?? 0 })}
      </Text>
    </Group>
  );
}
