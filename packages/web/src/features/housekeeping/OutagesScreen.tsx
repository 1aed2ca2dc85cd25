import { OUTAGE_STATUSES, type OutageKind } from '@hostelry/contracts/housekeeping';
import { Button, Group, Kbd, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { OutageCalendar } from './OutageCalendar.tsx';
import { OutageCard } from './OutageCard.tsx';
import { OutageFields, useOutageCheck } from './OutageFields.tsx';
import { outagesQuery } from './queries.ts';
import { RoomSelect } from './RoomSelect.tsx';
import { useAct } from './useAct.ts';

/** Rooms out of order and out of service: when, why, and who had to leave them. */
export default function OutagesScreen() {
  return <HotelOnly>{(hotel) => <Outages key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Outages({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const status = useSearch({ strict: false, select: (search: { status?: string }) => search.status ?? null });
  const navigate = useNavigate();
  const mayManage = useMay('housekeeping.manage');
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(outagesQuery(hotel.id, { status: status ?? undefined }));
  useShortcut('n', 'housekeeping:outages.new', mayManage ? () => setMaking(true) : undefined);
  const add = (
    <Button
      mih={48}
      leftSection={<IconPlus size={18} aria-hidden />}
      rightSection={
        <Kbd size="xs" visibleFrom="md">
          n
        </Kbd>
      }
      disabled={!mayManage}
      title={mayManage ? undefined : t('may_not_manage')}
      onClick={() => setMaking(true)}
    >
      {t('outages.new')}
    </Button>
  );
  const outages = data?.data ?? [];
  return (
    <Stack gap="md">
      <PageHeader title={t('outages.title')} hint={hotel.name} actions={add} />
      <Group>
        <Select
          size="md"
          clearable
          placeholder={t('outages.all')}
          aria-label={t('outages.all')}
          value={status}
          onChange={(next) =>
            void navigate({
              to: '.',
              search: ((now: object) => ({ ...now, status: next ?? undefined })) as never,
              replace: true,
            })
          }
          data={OUTAGE_STATUSES.map((value) => ({ value, label: t(`status:outage.${value}`) }))}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ScreenPending />}
      {data && outages.length === 0 && (
        <EmptyState icon={IconCalendarOff} title={t('outages.none')} hint={t('outages.none_hint')} />
      )}
      <OutageCalendar outages={outages} from={hotel.business_date} />
      {outages.map((outage) => (
        <OutageCard key={outage.id} outage={outage} business_date={hotel.business_date} />
      ))}
      <SidePanel
        opened={making}
        onClose={() => setMaking(false)}
        title={t('outages.new')}
        closeLabel={t('close')}
        width={460}
      >
        {making && <OutageForm hotel={hotel} onDone={() => setMaking(false)} />}
      </SidePanel>
    </Stack>
  );
}

function OutageForm({ hotel, onDone }: { hotel: Hotel; onDone: () => void }) {
  const { t } = useTranslation('housekeeping');
  const [room_id, setRoom] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [values, setValues] = useState({
    kind: 'OUT_OF_ORDER' as OutageKind,
    start_date: hotel.business_date,
    end_date: addDays(hotel.business_date, 1),
    displace: false,
  });
  const check = useOutageCheck(room_id ? { room_id, ...values } : null);
  const take = useAct({
    quiet: true,
    onDone: () => {
      notifications.show({ color: 'green', message: t('outages.made') });
      onDone();
    },
  });
  return (
    <Stack
      component="form"
      gap="md"
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate({ path: 'outages', body: { room_id, reason, ...values } });
      }}
    >
      <RoomSelect hotel={hotel} value={room_id} onChange={setRoom} required />
      <TextInput
        label={t('outages.reason')}
        required
        size="md"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <OutageFields hotel={hotel} values={values} onChange={setValues} check={check} />
      {take.error && <ErrorState error={take.error} />}
      <TouchButton type="submit" loading={take.isPending} disabled={!room_id || !check.possible}>
        {t('outages.take_out')}
      </TouchButton>
    </Stack>
  );
}
