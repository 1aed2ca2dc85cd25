import type { ChartStay } from '@hostelry/contracts';
import { Badge, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../../ui/Dates.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import type { ChartData } from '../queries.ts';
import { fits, piecesOf, pieceAt } from './layout.ts';
import classes from './PhoneChart.module.css';

interface PhoneChartProps {
  chart: ChartData;
  search: string;
  onOpen: (stay: ChartStay) => void;
}

/** The chart in one hand: a day, room by room. Pressing a stay opens the same acts that dragging does at a desk. */
export function PhoneChart({ chart, search, onOpen }: PhoneChartProps) {
  const { t } = useTranslation('desk');
  const { inRoom, unassigned } = piecesOf(chart);
  const night = chart.house[0];
  const shows = (stay: ChartStay | undefined) => search === '' || (stay !== undefined && fits(stay, search));
  const codes = new Map(chart.room_types.map(({ id, code }) => [id, code]));
  return (
    <Stack gap="md">
      {night && (
        <Text size="sm" c="dimmed">
          {t('chart.position', {
            arrivals: night.arrivals,
            departures: night.departures,
            in_house: night.in_house,
            available: night.available ?? '–',
          })}
        </Text>
      )}
      {unassigned.filter(({ stay }) => shows(stay)).length > 0 && (
        <Stack gap={6} component="section" aria-label={t('chart.lane', { count: unassigned.length })}>
          <Text fw={650}>{t('chart.lane', { count: unassigned.length })}</Text>
          {unassigned
            .filter(({ stay }) => shows(stay))
            .map(({ stay, start_date }) => (
              <StayLine
                key={`${stay.id}-${start_date}`}
                lead={codes.get(stay.room_type_id) ?? ''}
                stay={stay}
                onOpen={onOpen}
              />
            ))}
        </Stack>
      )}
      <Stack gap={6} component="section" aria-label={t('chart.title')}>
        {chart.rooms.map((room) => {
          const stay = pieceAt(inRoom.get(room.id), chart.from)?.stay;
          if (!shows(stay)) return null;
          const outage = chart.outages.find(
            ({ room_id, start_date, end_date }) =>
              room_id === room.id && start_date <= chart.from && chart.from < end_date,
          );
          if (stay)
            return (
              <StayLine key={room.id} lead={room.number} clean={room.housekeeping_status} stay={stay} onOpen={onOpen} />
            );
          return (
            <Group key={room.id} className={classes.line} wrap="nowrap">
              <Text fw={650} w={48}>
                <bdi>{room.number}</bdi>
              </Text>
              <Text c="dimmed" size="sm" flex={1}>
                {outage ? t('chart.out_of_order') : t('chart.free_room', { type: codes.get(room.room_type_id) ?? '' })}
              </Text>
              {outage ? (
                <Badge color="gray" variant="light" leftSection={<IconTool size={14} aria-hidden />}>
                  {t('chart.out_of_order')}
                </Badge>
              ) : (
                <StatusBadge kind="room" value={room.housekeeping_status} />
              )}
            </Group>
          );
        })}
      </Stack>
    </Stack>
  );
}

function StayLine({
  lead,
  clean,
  stay,
  onOpen,
}: {
  lead: string;
  clean?: string;
  stay: ChartStay;
  onOpen: (stay: ChartStay) => void;
}) {
  return (
    <UnstyledButton className={classes.line} onClick={() => onOpen(stay)}>
      <Group wrap="nowrap" gap="sm">
        <Text fw={650} w={48}>
          <bdi>{lead}</bdi>
        </Text>
        <Stack gap={2} flex={1} miw={0}>
          <Text fw={550} truncate>
            <bdi>{stay.guest_name ?? stay.confirmation_code}</bdi>
          </Text>
          <Text size="xs" c="dimmed">
            <DateText value={stay.start_date} options={{ day: 'numeric', month: 'short' }} /> –{' '}
            <DateText value={stay.end_date} options={{ day: 'numeric', month: 'short' }} />
          </Text>
        </Stack>
        <Stack gap={4} align="flex-end">
          <StatusBadge kind="reservation" value={stay.status} />
          {clean && <StatusBadge kind="room" value={clean} size="sm" />}
        </Stack>
      </Group>
    </UnstyledButton>
  );
}
