import { Accordion, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/Dates.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { roomTypesQuery } from '../rooms/queries.ts';
import type { BookingDetails } from './queries.ts';

/** Every room of a booking with its nights and their prices. */
export function BookingRooms({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  const { data: types } = useQuery(roomTypesQuery(booking.outlet_id));
  const first = booking.reservations[0]?.id;
  return (
    <section>
      <Text fw={600} mb={4}>
        {t('detail.rooms')}
      </Text>
      <Accordion variant="separated" defaultValue={booking.reservations.length === 1 ? first : null}>
        {booking.reservations.map((room, index) => (
          <Accordion.Item key={room.id} value={room.id}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap" pe="sm">
                <Text size="sm" fw={600} truncate>
                  {t('detail.room', { number: index + 1 })} ·{' '}
                  {types?.find(({ id }) => id === room.room_type_id)?.name ?? t('form.room_type')}
                </Text>
                <StatusBadge kind="reservation" value={room.status} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Table verticalSpacing={6} fz="sm">
                <Table.Tbody>
                  {room.nights.map(({ date, price_minor }) => (
                    <Table.Tr key={date}>
                      <Table.Td>
                        <DateText
                          value={date}
                          options={{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }}
                        />
                      </Table.Td>
                      <Table.Td ta="end">
                        <Money minor={price_minor} currency={booking.currency} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
                <Table.Tfoot>
                  <Table.Tr>
                    <Table.Th>{t('booked.total')}</Table.Th>
                    <Table.Th ta="end">
                      <Money minor={room.total_minor} currency={booking.currency} />
                    </Table.Th>
                  </Table.Tr>
                </Table.Tfoot>
              </Table>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
