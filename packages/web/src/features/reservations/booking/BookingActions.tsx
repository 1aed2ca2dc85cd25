import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { userMay, useUser } from '../../../app/session.ts';
import { ActButton } from '../../../ui/ActButton.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { bookingQuery, type BookingDetails } from '../queries.ts';
import { Reason } from '../Reason.tsx';
import { StayDialog } from '../stay/StayDialog.tsx';
import { actionsOn } from './actions.ts';

/** The acts on a whole booking; one that is not possible now stays in place and says why. */
export function BookingActions({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  useUser();
  const [asking, ask] = useDisclosure(false);
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => api.post<BookingDetails>(`reservations/${booking.id}/confirm`, { version: booking.version }),
    onSuccess: (confirmed) => {
      client.setQueryData(bookingQuery(booking.id).queryKey, confirmed);
      notifications.show({ color: 'green', message: t('confirm.done', { code: confirmed.confirmation_code }) });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['reservations'] });
      void client.invalidateQueries({ queryKey: ['inventory'] });
    },
  });
  const acts = {
    confirm: { icon: IconCircleCheck, color: undefined, run: () => confirm.mutate() },
    cancel: { icon: IconX, color: 'red', run: ask.open },
  };
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs">
        {actionsOn(booking, userMay).map(({ name, why_not }) => (
          <ActButton
            key={name}
            h={48}
            fz="sm"
            variant={name === 'confirm' ? 'filled' : 'light'}
            icon={acts[name].icon}
            color={acts[name].color}
            loading={name === 'confirm' && confirm.isPending}
            refused={why_not && t(`actions.why_not.${why_not}`)}
            onClick={acts[name].run}
          >
            {t(`actions.${name}`)}
          </ActButton>
        ))}
      </Group>
      {confirm.error && <ErrorState error={confirm.error} />}
      {asking && <Cancellation booking={booking} onDone={ask.close} />}
    </Stack>
  );
}

/** Asks why, and cancels the version that is on screen: a booking somebody else changed meanwhile is refused. */
function Cancellation({ booking, onDone }: { booking: BookingDetails; onDone: () => void }) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () =>
      api.post<BookingDetails>(`reservations/${booking.id}/cancel`, { version: booking.version, reason }),
    onSuccess: (cancelled) => {
      client.setQueryData(bookingQuery(booking.id).queryKey, cancelled);
      notifications.show({ color: 'green', message: t('cancel.done', { code: cancelled.confirmation_code }) });
      onDone();
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['reservations'] });
      void client.invalidateQueries({ queryKey: ['inventory'] });
    },
  });
  return (
    <StayDialog title={t('cancel.title')} size="md" onClose={onDone}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) cancel.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t('cancel.question', { code: booking.confirmation_code, count: booking.rooms })}</Text>
          <Reason onChange={setReason} />
          {cancel.error && <ErrorState error={cancel.error} />}
          <Group justify="flex-end">
            <Button variant="default" h={48} onClick={onDone}>
              {t('cancel.keep')}
            </Button>
            <Button type="submit" color="red" h={48} loading={cancel.isPending} disabled={!reason}>
              {t('cancel.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </StayDialog>
  );
}
