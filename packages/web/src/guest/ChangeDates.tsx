import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../ui/Numbers.tsx';
import type { ActProps } from './Cancel.tsx';
import { Refusal } from './Frame.tsx';
import { tell, type ApiError } from './server.ts';
import { useAct } from './useAct.ts';

interface PriceChange {
  before_minor: number;
  after_minor: number;
  difference_minor: number;
  currency: string;
}

/** Other dates: first what they cost, then the change. */
export function ChangeDates({ path, booking, onDone }: ActProps) {
  const { t } = useTranslation();
  const [dates, setDates] = useState({ start_date: booking.start_date, end_date: booking.end_date });
  const [price, setPrice] = useState<PriceChange | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const { sending, error, send } = useAct(`${path}/dates`, onDone);
  const same = dates.start_date === booking.start_date && dates.end_date === booking.end_date;
  const askPrice = async () => {
    setRefused(null);
    await tell<PriceChange>(`${path}/price-change`, dates).then(setPrice, setRefused);
  };
  const field = (name: keyof typeof dates, label: string) => (
    <TextInput
      type="date"
      label={label}
      value={dates[name]}
      onChange={({ currentTarget }) => {
        setDates({ ...dates, [name]: currentTarget.value });
        setPrice(null);
      }}
      size="md"
    />
  );
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('change.title')}</Title>
        <Group grow>
          {field('start_date', t('booking.arrival'))}
          {field('end_date', t('booking.departure'))}
        </Group>
        {(refused ?? error) && <Refusal error={(refused ?? error)!} />}
        {price ? (
          <>
            <Text role="status">
              {t('change.new_price')} <Money minor={price.after_minor} currency={price.currency} fw={650} />
              {' ('}
              {t('change.before')} <Money minor={price.before_minor} currency={price.currency} />
              {')'}
            </Text>
            <Button size="md" loading={sending} onClick={() => void send(dates)}>
              {t('change.go')}
            </Button>
          </>
        ) : (
          <Button size="md" disabled={same} onClick={() => void askPrice()}>
            {t('change.ask')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
