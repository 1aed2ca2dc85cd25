import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import type { Room } from './queries.ts';
import { TicketForm } from './TicketForm.tsx';
import { useAct } from './useAct.ts';

export type Report =
  | { what: 'fault'; room: Pick<Room, 'id' | 'number'> | null }
  | { what: 'found'; room: Pick<Room, 'id' | 'number'> | null }
  | { what: 'occupation'; room: Pick<Room, 'id' | 'number'>; seen: 'OCCUPIED' | 'VACANT' };

interface ReportPanelProps {
  hotel: Hotel;
  /** What is to be told; null keeps the panel shut. */
  report: Report | null;
  onClose: () => void;
}

/** Tells the house something about a room: a fault, something left behind, or somebody where nobody should be. */
export function ReportPanel({ hotel, report, onClose }: ReportPanelProps) {
  const { t } = useTranslation('housekeeping');
  const title =
    report &&
    [t(`report.${report.what === 'occupation' ? report.seen : report.what}`), report.room?.number]
      .filter(Boolean)
      .join(' · ');
  return (
    <SidePanel opened={report !== null} onClose={onClose} title={title ?? ''} closeLabel={t('close')} width={440}>
      {report?.what === 'fault' && <TicketForm hotel={hotel} room={report.room} onDone={onClose} />}
      {report?.what === 'found' && <FoundForm hotel={hotel} room={report.room} onDone={onClose} />}
      {report?.what === 'occupation' && <OccupationForm {...report} onDone={onClose} />}
    </SidePanel>
  );
}

interface FoundFormProps {
  hotel: Hotel;
  room: Pick<Room, 'id' | 'number'> | null;
  onDone: () => void;
}

export function FoundForm({ hotel, room, onDone }: FoundFormProps) {
  const { t } = useTranslation('housekeeping');
  const [[description, place, stored_at], set] = useState(['', '', '']);
  const keep = useAct({
    quiet: true,
    onDone: () => {
      notifications.show({ color: 'green', message: t('found.kept') });
      onDone();
    },
  });
  return (
    <Stack
      component="form"
      gap="md"
      onSubmit={(event) => {
        event.preventDefault();
        const where = room ? { room_id: room.id } : { place };
        keep.mutate({ path: 'found-items', body: { outlet_id: hotel.id, ...where, description, stored_at } });
      }}
    >
      <TextInput
        label={t('found.description')}
        placeholder={t('found.description_hint')}
        required
        size="md"
        data-autofocus
        maxLength={500}
        value={description}
        onChange={(event) => set([event.currentTarget.value, place, stored_at])}
      />
      {!room && (
        <TextInput
          label={t('place')}
          placeholder={t('place_hint')}
          required
          size="md"
          maxLength={120}
          value={place}
          onChange={(event) => set([description, event.currentTarget.value, stored_at])}
        />
      )}
      <TextInput
        label={t('found.stored_at')}
        size="md"
        maxLength={120}
        value={stored_at}
        onChange={(event) => set([description, place, event.currentTarget.value])}
      />
      {room && (
        <Text size="sm" c="dimmed">
          {t('found.match_hint')}
        </Text>
      )}
      {keep.error && <ErrorState error={keep.error} />}
      <TouchButton type="submit" loading={keep.isPending}>
        {t('found.keep')}
      </TouchButton>
    </Stack>
  );
}

interface OccupationFormProps {
  room: Pick<Room, 'id' | 'number'>;
  seen: 'OCCUPIED' | 'VACANT';
  onDone: () => void;
}

function OccupationForm({ room, seen, onDone }: OccupationFormProps) {
  const { t } = useTranslation('housekeeping');
  const [note, setNote] = useState('');
  const tell = useAct<{ discrepancy: unknown }>({
    quiet: true,
    onDone: ({ discrepancy }) => {
      notifications.show({ color: 'green', message: t(discrepancy ? 'report.told' : 'report.agrees') });
      onDone();
    },
  });
  return (
    <Stack gap="md">
      <Text>{t(`report.${seen}_question`, { number: room.number })}</Text>
      <Textarea
        label={t('note')}
        size="md"
        autosize
        minRows={2}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {tell.error && <ErrorState error={tell.error} />}
      <TouchButton
        loading={tell.isPending}
        onClick={() => tell.mutate({ path: 'housekeeping/discrepancies', body: { room_id: room.id, seen, note } })}
      >
        {t('report.tell')}
      </TouchButton>
    </Stack>
  );
}
