import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Money } from '../ui/Numbers.tsx';
import type { ActProps } from './Cancel.tsx';
import { Refusal } from './Frame.tsx';
import { useAct } from './useAct.ts';

/** Something more for a stay that is booked; it goes on the bill. */
export function MoreExtras({ path, booking, onDone }: ActProps) {
  const { t } = useTranslation();
  const { sending, error, send } = useAct(`${path}/extras`, onDone);
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('extras.title')}</Title>
        <Text c="dimmed">{t('extras.on_the_bill')}</Text>
        {error && <Refusal error={error} />}
        {booking.offered_extras.map((extra) => (
          <Group key={extra.id} justify="space-between" wrap="nowrap">
            <div>
              <Text>{extra.name}</Text>
              <Text fz="sm" c="dimmed">
                <Money minor={extra.price_minor} currency={booking.currency} /> {t(`extras.per.${extra.per}`)}
              </Text>
            </div>
            <Button loading={sending} onClick={() => void send({ extra_id: extra.id })}>
              {t('extras.add')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
