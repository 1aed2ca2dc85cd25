import { Badge, Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconHourglass, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText, TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { JoinWaitlist } from './JoinWaitlist.tsx';
import { waitlistQuery, type Waiting } from './queries.ts';

/** Who waits for rooms. */
export default function WaitlistScreen() {
  return <HotelOnly>{(hotel) => <Waitlist key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Waitlist({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('groups');
  const may = useMay('reservations.create');
  const [adding, setAdding] = useState(false);
  useShortcut('n', 'groups:waitlist.new', may ? () => setAdding(true) : undefined);
  const { data, error, refetch, isPending } = useQuery(waitlistQuery(hotel.id));
  const columns: DataColumn<Waiting>[] = [
    {
      name: 'guest',
      header: t('waitlist.guest'),
      cell: ({ guest_name, note, priority }) => (
        <>
          <Text size="sm" fw={600}>
            {guest_name}
          </Text>
          <Text size="xs" c="dimmed">
            {[priority > 0 ? `${t('waitlist.priority')} ${priority}` : '', note].filter(Boolean).join(' · ')}
          </Text>
        </>
      ),
    },
    {
      name: 'stay',
      header: t('waitlist.stay'),
      cell: ({ start_date, end_date, rooms, room_type_code }) => (
        <>
          <Text size="sm">
            <DateText value={start_date} /> – <DateText value={end_date} />
          </Text>
          <Text size="xs" c="dimmed">
            <bdi>{`${rooms} × ${room_type_code}`}</bdi>
          </Text>
        </>
      ),
    },
    { name: 'status', header: t('waitlist.status'), cell: (entry) => <Standing entry={entry} /> },
    { name: 'acts', header: t('waitlist.acts'), align: 'end', cell: (entry) => <Acts entry={entry} may={may} /> },
  ];
  return (
    <>
      <PageHeader
        title={t('waitlist.title')}
        hint={hotel.name}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={!may}
            title={may ? undefined : t('may_not')}
            onClick={() => setAdding(true)}
          >
            {t('waitlist.new')}
          </Button>
        }
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t('waitlist.title')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        loading={isPending}
        empty={<EmptyState icon={IconHourglass} title={t('waitlist.empty')} hint={t('waitlist.empty_hint')} />}
      />
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('waitlist.new')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <JoinWaitlist hotel={hotel} onDone={() => setAdding(false)} />
      </Modal>
    </>
  );
}

function Standing({ entry }: { entry: Waiting }) {
  const { t } = useTranslation('groups');
  if (entry.status === 'OFFERED')
    return (
      <>
        <StatusBadge kind="waitlist" value="OFFERED" />
        <Text size="xs" c="dimmed">
          {t('waitlist.until')} {entry.offered_until && <TimeText value={entry.offered_until} />}
        </Text>
      </>
    );
  return (
    <Badge
      tt="none"
      variant="light"
      color={entry.fits_now ? 'green' : 'gray'}
      leftSection={entry.fits_now ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
    >
      {t(entry.fits_now ? 'waitlist.fits' : 'waitlist.full')}
    </Badge>
  );
}

const DONE = { offer: 'offered', convert: 'booked', leave: 'left' } as const;

function Acts({ entry, may }: { entry: Waiting; may: boolean }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (name: keyof typeof DONE) => api.post(`waitlist/${entry.id}/${name}`, { version: entry.version }),
    onSuccess: (_, name) => notifications.show({ color: 'green', message: t(`waitlist.${DONE[name]}`) }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['waitlist'] });
      void client.invalidateQueries({ queryKey: ['reservations'] });
    },
  });
  const why_not = !may ? t('may_not') : !entry.fits_now ? t('waitlist.why_full') : undefined;
  return (
    <>
      <Group gap="xs" justify="flex-end">
        {entry.status === 'WAITING' && (
          <Button
            variant="light"
            mih={48}
            disabled={why_not !== undefined}
            title={why_not}
            loading={act.isPending && act.variables === 'offer'}
            onClick={() => act.mutate('offer')}
          >
            {t('waitlist.offer')}
          </Button>
        )}
        <Button
          mih={48}
          disabled={why_not !== undefined}
          title={why_not}
          loading={act.isPending && act.variables === 'convert'}
          onClick={() => act.mutate('convert')}
        >
          {t('waitlist.book')}
        </Button>
        <Button variant="default" mih={48} disabled={!may} onClick={() => act.mutate('leave')}>
          {t('waitlist.leave')}
        </Button>
      </Group>
      {act.error && <ErrorState error={act.error} />}
    </>
  );
}
