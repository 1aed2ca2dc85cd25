import { ActionIcon, Card, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { unitsOver, type CalendarType } from '../rooms/nights.ts';
import { wantedOf, type BookingValues, type RoomsWish } from './bookingValues.ts';
import { Choice } from './Choice.tsx';
import type { RatePlanRow } from './queries.ts';

interface MoreRoomsProps {
  form: UseFormReturnType<BookingValues>;
  types: readonly CalendarType[];
  plans: readonly RatePlanRow[];
}

/** Rooms of further types or plans in the same booking, on the same nights. */
export function MoreRooms({ form, types, plans }: MoreRoomsProps) {
  return form.values.more.map((line, index) => (
    <Line key={index} form={form} types={types} plans={plans} line={line} index={index} />
  ));
}

function Line({ form, types, plans, line, index }: MoreRoomsProps & { line: RoomsWish; index: number }) {
  const { t } = useTranslation('reservations');
  const { start_date, end_date } = form.values;
  const leftOf = (type: CalendarType) => unitsOver(type, start_date, end_date);
  const words = (type: CalendarType) => {
    const units = leftOf(type);
    const left =
      units === null ? t('form.not_loaded') : units === 0 ? t('form.full') : t('form.left', { count: units });
    return `${type.name} · ${left}`;
  };
  const type = types.find(({ id }) => id === line.room_type_id);
  const units = type ? leftOf(type) : null;
  const short = units === null || units < wantedOf(form.values, line.room_type_id);
  const set = (part: Partial<RoomsWish>) => form.replaceListItem('more', index, { ...line, ...part });
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-end" gap="sm">
          <Choice
            style={{ flex: 1 }}
            label={t('form.room_type')}
            data={types.map((one) => ({ value: one.id, label: words(one) }))}
            value={line.room_type_id}
            error={short ? t('form.too_few') : undefined}
            onChange={(room_type_id) => room_type_id && set({ room_type_id })}
          />
          <ActionIcon
            size={48}
            variant="subtle"
            color="red"
            aria-label={t('form.remove_rooms')}
            onClick={() => form.removeListItem('more', index)}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </Group>
        {plans.length > 1 && (
          <Choice
            label={t('form.rate_plan')}
            data={plans.map(({ id, name }) => ({ value: id, label: name }))}
            value={line.rate_plan_id}
            onChange={(rate_plan_id) => set({ rate_plan_id })}
          />
        )}
        <SimpleGrid cols={3} spacing="sm">
          {(['quantity', 'adults', 'children'] as const).map((name) => (
            <NumberInput
              key={name}
              size="md"
              label={t(`form.${name}`)}
              min={name === 'children' ? 0 : 1}
              max={name === 'quantity' ? 50 : 1000}
              clampBehavior="strict"
              allowDecimal={false}
              value={line[name]}
              error={form.errors[`more.${index}.${name}`]}
              onChange={(value) => {
                const count = Number(value) || (name === 'children' ? 0 : 1);
                // A room nobody sleeps in is seldom meant.
                set(
                  name === 'quantity' ? { quantity: count, adults: Math.max(line.adults, count) } : { [name]: count },
                );
              }}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
