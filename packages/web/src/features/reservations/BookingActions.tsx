import { Button, Chip, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { actionsOn } from './actions.ts';
import { bookingQuery, type BookingDetails } from './queries.ts';

/** The acts on a booking; one that is not possible now stays in place and says why. */
export function BookingActions({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  const [asking, ask] = useDisclosure(false);
  const actions = actionsOn(booking, useMay('reservations.cancel'));
  return (
    <>
      {actions.map(({ name, why_not }) => (
        <Stack key={name} gap={4}>
          <Button
            h={48}
            variant="light"
            color="red"
            leftSection={<IconX size={18} aria-hidden />}
            disabled={why_not !== undefined}
            aria-describedby={why_not && `why-not-${name}`}
            onClick={ask.open}
          >
            {t(`actions.${name}`)}
          </Button>
          {why_not && (
            <Text id={`why-not-${name}`} size="xs" c="dimmed">
              {t(`actions.why_not.${why_not}`)}
            </Text>
          )}
        </Stack>
      ))}
      <Modal
        opened={asking}
        onClose={ask.close}
        title={t('cancel.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Cancellation booking={booking} onDone={ask.close} />
      </Modal>
    </>
  );
}

const REASONS = ['guest', 'duplicate', 'mistake', 'hotel'] as const;

/** Asks why, and cancels the version that is on screen: a booking somebody else changed meanwhile is refused. */
function Cancellation({ booking, onDone }: { booking: BookingDetails; onDone: () => void }) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string>('');
  const [words, setWords] = useState('');
  const reason = [chosen && t(`cancel.reasons.${chosen}`), words.trim()].filter(Boolean).join(': ');
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) cancel.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t('cancel.question', { code: booking.confirmation_code, count: booking.rooms })}</Text>
        <Chip.Group value={chosen} onChange={(value) => setChosen(value as string)}>
          <Group gap="xs" role="radiogroup" aria-label={t('cancel.reason')}>
            {REASONS.map((name) => (
              <Chip key={name} value={name} size="md">
                {t(`cancel.reasons.${name}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Textarea
          label={t('cancel.reason')}
          description={t('cancel.reason_hint')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={400}
          autosize
          minRows={2}
        />
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
  );
}
