import { Badge, Card, Collapse, Group, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconKey, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../../ui/Dates.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { nightsBetween } from '../../rooms/nights.ts';
import { roomTypesQuery } from '../../rooms/queries.ts';
import { ratePlansQuery, type StayDetails } from '../queries.ts';
import { useMealPlan } from '../mealPlan.ts';
import { StayActBar } from './StayActBar.tsx';
import { StayFolios } from './StayFolios.tsx';

interface StayCardProps {
  stay: StayDetails;
  number: number;
  business_date: string;
  /** Whether its nights are shown from the start; a party of one wants them, a coach does not. */
  open: boolean;
}

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

/** One room of a booking: what was sold, where the guest sleeps, what it costs, and what can be done now. */
export function StayCard({ stay, number, business_date, open }: StayCardProps) {
  const { t } = useTranslation('reservations');
  return (
    <Card withBorder component="section" aria-labelledby={`stay-${stay.id}`} data-stay={stay.id}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={2} size="h4" id={`stay-${stay.id}`}>
              {t('detail.room', { number })} · {stay.room_type_name}
            </Title>
            <WhoAndWhen stay={stay} />
          </div>
          <Group gap="xs">
            <RoomBadge stay={stay} />
            <StatusBadge kind="reservation" value={stay.status} size="lg" />
          </Group>
        </Group>
        <StayActBar stay={stay} business_date={business_date} />
        {stay.rooms.length > 1 && <Stretches stay={stay} />}
        <Nights stay={stay} open={open} />
        <StayFolios stay={stay} />
      </Stack>
    </Card>
  );
}

function WhoAndWhen({ stay }: { stay: StayDetails }) {
  const { t } = useTranslation('reservations');
  const mealPlan = useMealPlan();
  const { data: plans } = useQuery(ratePlansQuery(stay.outlet_id));
  const nights = nightsBetween(stay.start_date, stay.end_date);
  const words = [
    stay.guest_name,
    t('detail.adults', { count: stay.adults }),
    stay.children > 0 && t('detail.children', { count: stay.children }),
    plans?.find(({ id }) => id === stay.rate_plan_id)?.name,
    stay.meal_plan && mealPlan(stay.meal_plan),
    stay.arrival_time && t('stay.comes_at', { time: stay.arrival_time }),
    stay.departure_time && t('stay.leaves_at', { time: stay.departure_time }),
  ];
  return (
    <>
      <Text size="sm" fw={600}>
        <DateText value={stay.start_date} options={DAY} /> – <DateText value={stay.end_date} options={DAY} /> ·{' '}
        {nights === 0 ? t('detail.day_use') : t('form.nights_count', { count: nights })}
      </Text>
      <Text size="sm" c="dimmed">
        {words.filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}

function RoomBadge({ stay }: { stay: StayDetails }) {
  const { t } = useTranslation('reservations');
  const Glyph = stay.is_room_locked ? IconLock : IconKey;
  return (
    <Badge
      size="lg"
      tt="none"
      variant={stay.room_number ? 'filled' : 'default'}
      leftSection={<Glyph size={14} aria-label={stay.is_room_locked ? t('stay.room.promised') : undefined} />}
    >
      {stay.room_number ? <bdi>{stay.room_number}</bdi> : t('stay.no_room')}
    </Badge>
  );
}

/** Where the guest sleeps on which nights, once that is more than one room. */
function Stretches({ stay }: { stay: StayDetails }) {
  const { t } = useTranslation('reservations');
  return (
    <Text size="sm">
      {t('stay.stretches')}{' '}
      {stay.rooms.map(({ room_id, room_number, start_date, end_date }, index) => (
        <span key={`${room_id} ${start_date}`}>
          {index > 0 && ' → '}
          <b>
            <bdi>{room_number}</bdi>
          </b>{' '}
          (<DateText value={start_date} options={DAY} /> – <DateText value={end_date} options={DAY} />)
        </span>
      ))}
    </Text>
  );
}

/** The nights with their prices, and under them what comes on top. */
function Nights({ stay, open }: { stay: StayDetails; open: boolean }) {
  const { t } = useTranslation('reservations');
  const [shown, { toggle }] = useDisclosure(open);
  const { data: types } = useQuery(roomTypesQuery(stay.outlet_id));
  const mixed = new Set(stay.nights.map(({ room_type_id }) => room_type_id)).size > 1;
  const money = (minor: number) => <Money minor={minor} currency={stay.currency} />;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={shown} mih={44} w="100%">
        <Group justify="space-between" wrap="nowrap">
          <Group gap={6} wrap="nowrap">
            <IconChevronDown
              size={18}
              aria-hidden
              style={{ transform: shown ? 'rotate(180deg)' : undefined, transition: 'transform 120ms' }}
            />
            <Text size="sm" fw={600}>
              {t('stay.nights')}
            </Text>
          </Group>
          <Text fw={650}>{money(stay.total_minor)}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={shown}>
        <Table verticalSpacing={6} fz="sm">
          <Table.Tbody>
            {stay.nights.map(({ date, room_type_id, price_minor }) => (
              <Table.Tr key={date}>
                <Table.Td>
                  <DateText value={date} options={{ ...DAY, year: 'numeric' }} />
                </Table.Td>
                {mixed && <Table.Td>{types?.find(({ id }) => id === room_type_id)?.name}</Table.Td>}
                <Table.Td ta="end">{money(price_minor)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          {stay.tax_minor > 0 && (
            <Table.Tfoot>
              <Table.Tr>
                <Table.Td colSpan={mixed ? 2 : 1}>{t('stay.taxes')}</Table.Td>
                <Table.Td ta="end">{money(stay.tax_minor)}</Table.Td>
              </Table.Tr>
            </Table.Tfoot>
          )}
        </Table>
      </Collapse>
    </div>
  );
}
