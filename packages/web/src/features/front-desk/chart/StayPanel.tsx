import { Anchor, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Party } from '../Party.tsx';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { useMay } from '../../../app/session.ts';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import { SidePanel } from '../../../ui/SidePanel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { CheckIn } from '../checkin/CheckIn.tsx';
import { CheckOut } from '../checkin/CheckOut.tsx';
import { deskStayQuery, type ChartData, type DeskStayData } from '../queries.ts';
import type { Piece, Target } from './drops.ts';

interface StayPanelProps {
  id: string | null;
  chart: ChartData;
  onDrop: (piece: Piece, target: Target) => void;
  onClose: () => void;
}

/** One stay beside the chart: what it is, and the acts that dragging does, for keyboards and thumbs. */
export function StayPanel({ id, chart, onDrop, onClose }: StayPanelProps) {
  const { t } = useTranslation('desk');
  return (
    <SidePanel opened={id !== null} onClose={onClose} title={t('stay.title')} closeLabel={t('close')} width={460}>
      {id && <Opened key={id} id={id} chart={chart} onDrop={onDrop} onClose={onClose} />}
    </SidePanel>
  );
}

function Opened({ id, chart, onDrop, onClose }: StayPanelProps & { id: string }) {
  const { t } = useTranslation('desk');
  const { data, error, refetch } = useQuery(deskStayQuery(id));
  const [doing, setDoing] = useState<'in' | 'out' | null>(null);
  const mayDesk = useMay('reservations.check_in');
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <ScreenPending />;
  const { stay, business_date } = data;
  const due = stay.status === 'CONFIRMED' && stay.start_date <= business_date;
  return (
    <Stack>
      <Facts data={data} />
      {mayDesk && stay.status === 'CONFIRMED' && (
        <Stack gap={4}>
          <Button mih={48} disabled={!due} onClick={() => setDoing('in')}>
            {t('checkin.open')}
          </Button>
          {!due && (
            <Text size="xs" c="dimmed">
              {t('stay.not_due')}
            </Text>
          )}
        </Stack>
      )}
      {mayDesk && stay.status === 'IN_HOUSE' && (
        <Button mih={48} onClick={() => setDoing('out')}>
          {t('checkout.open')}
        </Button>
      )}
      <Move data={data} chart={chart} onDrop={onDrop} onClose={onClose} />
      <Group>
        <Anchor component={Link} to={`/reservations/${stay.booking_id}` as never}>
          {t('stay.booking')}
        </Anchor>
        {stay.folio_id && (
          <Anchor component={Link} to={`/folios/${stay.folio_id}` as never}>
            {t('stay.folio')}
          </Anchor>
        )}
      </Group>
      <CheckIn id={doing === 'in' ? id : null} onClose={() => setDoing(null)} />
      <CheckOut id={doing === 'out' ? id : null} onClose={() => setDoing(null)} />
    </Stack>
  );
}

function Facts({ data: { stay } }: { data: DeskStayData }) {
  const { t } = useTranslation('desk');
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={650} size="lg">
          <bdi>{stay.guest_name ?? stay.confirmation_code}</bdi>
        </Text>
        <StatusBadge kind="reservation" value={stay.status} />
      </Group>
      <Text size="sm">
        <bdi>{stay.confirmation_code}</bdi> · {stay.room_type_code}
        {stay.room_number && <> · {t('stay.room', { number: stay.room_number })}</>}
      </Text>
      <Text size="sm">
        <DateText value={stay.start_date} /> – <DateText value={stay.end_date} /> · <Party of={stay} />
      </Text>
      <Group gap="lg">
        <Text size="sm">
          {t('stay.total')} <Money minor={stay.total_minor} currency={stay.currency} fw={600} />
        </Text>
        <Text size="sm">
          {t('stay.balance')} <Money minor={stay.balance_minor} currency={stay.currency} fw={600} />
        </Text>
      </Group>
      {stay.notes && <Text size="sm">{stay.notes}</Text>}
      {stay.preferences.length > 0 && (
        <Text size="sm" c="dimmed">
          {stay.preferences.map((wish) => t(`wish.${wish}`, { defaultValue: wish })).join(', ')}
        </Text>
      )}
    </Stack>
  );
}

/** Another room, other dates: what a drop on the chart does, by choosing. */
function Move({ data, chart, onDrop, onClose }: { data: DeskStayData } & Omit<StayPanelProps, 'id'>) {
  const { t } = useTranslation('desk');
  const may = useMay('reservations.change');
  const piece = pieceOf(data, chart);
  const [room_id, setRoom] = useState<string | null>(data.stay.room_id);
  const [start_date, setStart] = useState(data.stay.start_date);
  const [end_date, setEnd] = useState(data.stay.end_date);
  if (!piece || !may || data.stay.status === 'CHECKED_OUT') return null;
  const inHouse = data.stay.status === 'IN_HOUSE';
  const codes = new Map(chart.room_types.map(({ id, code }) => [id, code]));
  const free = new Map(data.rooms.map((room) => [room.id, room.is_free]));
  const choices = [...chart.rooms]
    .sort(
      (a, b) => Number(b.room_type_id === data.stay.room_type_id) - Number(a.room_type_id === data.stay.room_type_id),
    )
    .map((room) => ({
      value: room.id,
      label: `${room.number} · ${codes.get(room.room_type_id) ?? ''}`,
      disabled: free.get(room.id) === false && room.id !== data.stay.room_id,
    }));
  const changed =
    room_id !== data.stay.room_id || start_date !== data.stay.start_date || end_date !== data.stay.end_date;
  return (
    <Stack
      component="form"
      gap="sm"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        onDrop(piece, { room_id, start_date: inHouse ? piece.start_date : start_date, end_date });
      }}
    >
      <Select
        size="md"
        label={t('stay.in_room')}
        placeholder={t('stay.no_room')}
        data={choices}
        value={room_id}
        onChange={setRoom}
        searchable
        clearable={!inHouse}
      />
      <Group grow>
        <CivilDateInput
          size="md"
          label={t('stay.from')}
          value={start_date}
          disabled={inHouse}
          onChange={(date) => date && setStart(date)}
        />
        <CivilDateInput size="md" label={t('stay.to')} value={end_date} onChange={(date) => date && setEnd(date)} />
      </Group>
      <Button type="submit" mih={48} variant="light" disabled={!changed}>
        {t('stay.change')}
      </Button>
    </Stack>
  );
}

/** The piece of the stay that can be moved: the last one where it was split. */
function pieceOf({ stay }: DeskStayData, chart: ChartData): Piece | null {
  const known = chart.stays.find(({ id }) => id === stay.id);
  if (!known) return null;
  const last = known.stretches.at(-1);
  return last
    ? { stay: known, ...last }
    : { stay: known, room_id: null, start_date: known.start_date, end_date: known.end_date };
}
