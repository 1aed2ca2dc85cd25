import { Checkbox, Group, Radio, ScrollArea, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconDoorEnter, IconKey, IconArrowsExchange, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { ActButton } from '../../../ui/ActButton.tsx';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { addDays } from '../../rooms/nights.ts';
import { roomChoicesQuery, type StayDetails } from '../queries.ts';
import { offered, isReady, type RoomOption } from './rooms.ts';
import { firstMove } from './stayActs.ts';
import { StayDialog } from './StayDialog.tsx';
import { useStayStep } from './useStayStep.ts';

type Purpose = 'check_in' | 'assign_room' | 'move_room';

interface ChooseRoomProps {
  purpose: Purpose;
  stay: StayDetails;
  business_date: string;
  onClose: () => void;
}

const STEP = { check_in: 'check-in', assign_room: 'assign-room', move_room: 'move-room' } as const;
const ICON = { check_in: IconDoorEnter, assign_room: IconKey, move_room: IconArrowsExchange };

/** A room for a stay: to sleep in later, now, or from a date on. Rooms that are taken say from which night. */
export function ChooseRoom({ purpose, stay, business_date, onClose }: ChooseRoomProps) {
  const { t } = useTranslation('reservations');
  const moves = purpose === 'move_room';
  const first = firstMove(stay, business_date);
  // Before arrival only a later part of the stay moves; all of it is simply another room.
  const earliest = moves && stay.status !== 'IN_HOUSE' ? addDays(first, 1) : first;
  const [from_date, setFrom] = useState(earliest);
  const [room_id, setRoom] = useState(moves ? null : stay.room_id);
  const [is_room_locked, promise] = useState(stay.is_room_locked);
  const [force, setForce] = useState(false);
  const [price, setPrice] = useState<'KEEP' | 'REPRICE'>('KEEP');
  const [reason, setReason] = useState('');
  const { data: rooms, error, refetch } = useQuery(roomChoicesQuery(stay.id, from_date));
  const step = useStayStep(stay, onClose);
  const room = rooms?.find((one) => one.room_id === room_id);
  const entersNow = purpose === 'check_in' || (moves && stay.status === 'IN_HOUSE' && from_date === business_date);
  const unready = room !== undefined && entersNow && !isReady(room);
  const otherType = room !== undefined && room.room_type_id !== stay.room_type_id;
  const refused = !room
    ? t('stay.room.choose')
    : room.taken_on
      ? t('stay.room.taken')
      : unready && !(purpose === 'check_in' && force)
        ? t('stay.room.not_ready')
        : undefined;
  const save = () =>
    step.mutate({
      step: STEP[purpose],
      body: {
        room_id,
        ...(purpose === 'assign_room' && { is_room_locked }),
        ...(purpose === 'check_in' && unready && { force }),
        ...(moves && { from_date, price, ...(reason.trim() && { reason: reason.trim() }) }),
      },
    });
  return (
    <StayDialog title={t(`stay.room.title.${purpose}`)} onClose={onClose}>
      <Stack>
        {moves && (
          <CivilDateInput
            size="md"
            label={t('stay.room.from_date')}
            description={t('stay.room.from_date_hint')}
            value={from_date}
            minDate={earliest}
            maxDate={addDays(stay.end_date, -1)}
            onChange={(date) => date && setFrom(date)}
          />
        )}
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : rooms ? (
          <RoomList rooms={rooms} stay={stay} otherTypes={moves} value={room_id} onChange={setRoom} />
        ) : (
          <ScreenPending />
        )}
        {purpose === 'assign_room' && (
          <Checkbox
            size="md"
            label={t('stay.room.promised')}
            description={t('stay.room.promised_hint')}
            checked={is_room_locked}
            onChange={(event) => promise(event.currentTarget.checked)}
          />
        )}
        {purpose === 'check_in' && unready && !room.taken_on && (
          <Checkbox
            size="md"
            label={t('stay.room.force', { room: room.number })}
            checked={force}
            onChange={(event) => setForce(event.currentTarget.checked)}
          />
        )}
        {moves && otherType && (
          <SegmentedControl
            fullWidth
            size="md"
            value={price}
            onChange={(value) => setPrice(value as typeof price)}
            data={(['KEEP', 'REPRICE'] as const).map((value) => ({ value, label: t(`stay.room.price.${value}`) }))}
          />
        )}
        {moves && (
          <Textarea
            label={t('cancel.reason')}
            maxLength={400}
            autosize
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {step.error && <ErrorState error={step.error} />}
        <ActButton icon={ICON[purpose]} refused={refused} loading={step.isPending} onClick={save}>
          {room ? t(`stay.room.do.${purpose}`, { room: room.number }) : t(`stay.room.title.${purpose}`)}
        </ActButton>
      </Stack>
    </StayDialog>
  );
}

interface RoomListProps {
  rooms: readonly RoomOption[];
  stay: StayDetails;
  otherTypes: boolean;
  value: string | null;
  onChange: (room_id: string) => void;
}

function RoomList({ rooms, stay, otherTypes, value, onChange }: RoomListProps) {
  const { t } = useTranslation('reservations');
  const [number, setNumber] = useState('');
  const [all, showAll] = useState(false);
  const shown = offered(rooms, { room_type_id: stay.room_type_id, otherTypes: otherTypes && all, number });
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <TextInput
          size="md"
          w={180}
          data-autofocus
          inputMode="numeric"
          aria-label={t('stay.room.search')}
          placeholder={t('stay.room.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        {otherTypes && (
          <Checkbox
            size="md"
            label={t('stay.room.other_types')}
            checked={all}
            onChange={(event) => showAll(event.currentTarget.checked)}
          />
        )}
      </Group>
      <ScrollArea.Autosize mah={320} type="auto" offsetScrollbars>
        <Radio.Group value={value} onChange={onChange} aria-label={t('stay.room.search')}>
          <Stack gap={6}>
            {shown.map((room) => (
              <RoomLine key={room.room_id} room={room} />
            ))}
          </Stack>
        </Radio.Group>
        {shown.length === 0 && (
          <Text c="dimmed" py="md" ta="center">
            {t('stay.room.none')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Stack>
  );
}

function RoomLine({ room }: { room: RoomOption }) {
  const { t } = useTranslation('reservations');
  return (
    <Radio.Card
      value={room.room_id}
      disabled={room.taken_on !== null}
      p="xs"
      mih={48}
      opacity={room.taken_on ? 0.6 : 1}
    >
      <Group wrap="nowrap" gap="sm">
        <Radio.Indicator size="sm" />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={650} span>
            <bdi>{room.number}</bdi>
          </Text>{' '}
          <Text size="sm" c="dimmed" span>
            {room.room_type_name} · {t('stay.room.floor', { floor: room.floor })}
          </Text>
        </div>
        {room.taken_on ? (
          <Text size="sm">
            {t(`stay.room.taken_by.${room.taken_by}`)}{' '}
            <DateText value={room.taken_on} options={{ day: 'numeric', month: 'short' }} />
          </Text>
        ) : (
          <StatusBadge kind="room" value={room.housekeeping_status} />
        )}
      </Group>
    </Radio.Card>
  );
}
