import type { GuestBooking } from '@hostelry/contracts/booking-page';
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Money } from '../ui/Numbers.tsx';
import { Refusal } from './Frame.tsx';
import { useAct } from './useAct.ts';

export interface ActProps {
  path: string;
  booking: GuestBooking;
  onDone: () => void;
}

/** Cancelling, with what it costs said before. */
export function Cancel({ path, booking, onDone }: ActProps) {
  const { t } = useTranslation();
  const { sending, error, send } = useAct(`${path}/cancel`, onDone);
  const { fee_minor, refund_minor } = booking.cancellation;
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('cancel.title')}</Title>
        <Text>
          {fee_minor === 0 ? (
            t('cancel.free')
          ) : (
            <>
              {t('cancel.fee')} <Money minor={fee_minor} currency={booking.currency} fw={650} />
            </>
          )}
        </Text>
        {refund_minor > 0 && (
          <Text>
            {t('cancel.refund')} <Money minor={refund_minor} currency={booking.currency} fw={650} />
          </Text>
        )}
        {error && <Refusal error={error} />}
        <Button color="red" size="md" loading={sending} onClick={() => void send({ fee_minor })}>
          {t('cancel.go')}
        </Button>
      </Stack>
    </Paper>
  );
}
