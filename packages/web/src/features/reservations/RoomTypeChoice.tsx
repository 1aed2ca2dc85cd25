import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Numbers.tsx';
import { nightsBetween, unitsOver, type CalendarType } from '../rooms/nights.ts';
import type { BookingValues } from './bookingValues.ts';
import classes from './NewBooking.module.css';
import type { OfferRow } from './queries.ts';
import { offerFor } from './useOffers.ts';

interface RoomTypeChoiceProps {
  form: UseFormReturnType<BookingValues>;
  types: readonly CalendarType[];
  /** What each type costs the party over the nights. */
  offers: readonly OfferRow[];
}

/** All room types with price and what is left over the chosen nights: the answer is there before the question. */
export function RoomTypeChoice({ form, types, offers }: RoomTypeChoiceProps) {
  const { t } = useTranslation('reservations');
  const { start_date, end_date, quantity, rate_plan_id } = form.values;
  const nights = nightsBetween(start_date, end_date);
  return (
    <Radio.Group label={t('form.room_type')} size="md" {...form.getInputProps('room_type_id')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={4} className={classes.types}>
        {types.map((type) => {
          const units = unitsOver(type, start_date, end_date);
          const offer = offerFor(offers, type.id, rate_plan_id);
          return (
            <Radio.Card
              key={type.id}
              value={type.id}
              className={classes.type}
              data-short={(units !== null && units < quantity) || undefined}
            >
              <Group wrap="nowrap" gap="xs">
                <Radio.Indicator size="sm" />
                <div className={classes.words}>
                  <Text fw={600} size="sm" truncate>
                    {type.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {!offer ? (
                      t('form.no_price')
                    ) : (
                      <>
                        <Money minor={offer.total_minor} currency={offer.currency} /> ·{' '}
                        {t('form.nights_count', { count: nights })}
                      </>
                    )}
                  </Text>
                </div>
                <Left units={units} />
              </Group>
            </Radio.Card>
          );
        })}
      </SimpleGrid>
    </Radio.Group>
  );
}

function Left({ units }: { units: number | null }) {
  const { t } = useTranslation('reservations');
  if (units === null)
    return (
      <Text size="xs" c="dimmed">
        {t('form.not_loaded')}
      </Text>
    );
  if (units > 0)
    return (
      <Text size="xs" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {t('form.left', { count: units })}
      </Text>
    );
  return (
    <Text size="xs" fw={600} className={classes.full}>
      <IconBan size={13} aria-hidden /> {t('form.full')}
    </Text>
  );
}
