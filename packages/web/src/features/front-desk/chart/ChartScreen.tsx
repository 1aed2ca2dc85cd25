import { Button, Kbd } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBed, IconPlus, IconWand } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../../app/realtime.ts';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { useMay } from '../../../app/session.ts';
import { useShortcut } from '../../../app/shell/shortcuts.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { LiveDot } from '../../../ui/LiveDot.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import type { StayWish } from '../../reservations/bookingValues.ts';
import { NewBooking } from '../../reservations/NewBooking.tsx';
import { HotelOnly, type Hotel } from '../../rooms/HotelOnly.tsx';
import { addDays } from '../../rooms/nights.ts';
import { AutoAssign } from '../boards/AutoAssign.tsx';
import { WalkIn, type WalkInWish } from '../checkin/WalkIn.tsx';
import { chartQuery, type ChartData } from '../queries.ts';
import { ChartGrid } from './ChartGrid.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { PhoneChart } from './PhoneChart.tsx';
import { PriceQuestion } from './PriceQuestion.tsx';
import { StayPanel } from './StayPanel.tsx';
import { useChartActs } from './useChartActs.tsx';
import { useChartAddress } from './chartAddress.ts';

/** The tape chart: the home of the front desk. */
export default function ChartScreen() {
  return <HotelOnly>{(hotel) => <TapeChart key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function TapeChart({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('desk');
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const address = useChartAddress(hotel.business_date);
  const { from, days, change } = address;
  const first = phone ? address.day : from;
  const { data, error, refetch } = useQuery({
    ...chartQuery(hotel.id, first, addDays(first, phone ? 1 : days)),
    placeholderData: keepPreviousData,
  });
  const [wish, setWish] = useState<StayWish | null>(null);
  const [walkIn, setWalkIn] = useState<WalkInWish | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [chosen, setChosen] = useState<{ room_id: string; first: string; last: string } | null>(null);
  const mayBook = useMay('reservations.create');
  const mayChange = useMay('reservations.change');

  /** Who stands at the desk walks in; who comes later books. */
  const book = () => {
    const room = data?.rooms.find(({ id }) => id === chosen?.room_id);
    const start_date = chosen && chosen.first >= hotel.business_date ? chosen.first : hotel.business_date;
    const end_date = addDays(chosen && chosen.last >= start_date ? chosen.last : start_date, 1);
    const type = room ? { room_type_id: room.room_type_id } : {};
    if (start_date === hotel.business_date) setWalkIn({ ...type, ...(room ? { room_id: room.id } : {}), end_date });
    else setWish({ ...type, start_date, end_date });
  };
  useShortcut('n', 'desk:chart.new', mayBook ? book : undefined);

  return (
    <>
      <PageHeader
        title={t('chart.title')}
        hint={hotel.name}
        badge={<LiveDot state={useWire()} />}
        actions={
          <>
            <Button
              mih={48}
              variant="default"
              leftSection={<IconWand size={18} aria-hidden />}
              disabled={!mayChange}
              title={mayChange ? undefined : t('chart.may_not')}
              onClick={() => setAssigning(true)}
            >
              {t('assign.open')}
            </Button>
            <Button
              mih={48}
              leftSection={<IconPlus size={18} aria-hidden />}
              rightSection={
                <Kbd size="xs" visibleFrom="md">
                  n
                </Kbd>
              }
              disabled={!mayBook}
              title={mayBook ? undefined : t('chart.may_not_book')}
              onClick={book}
            >
              {t('chart.new')}
            </Button>
          </>
        }
      />
      <ChartToolbar hotel={hotel} phone={phone} address={address} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <ScreenPending />}
      {data && (
        <Content
          chart={data}
          phone={phone}
          mayChange={mayChange}
          address={address}
          onReach={(step) => change({ from: addDays(from, step) })}
          onChoose={setChosen}
        />
      )}
      <NewBooking hotel={hotel} wish={wish} onClose={() => setWish(null)} />
      <WalkIn hotel={hotel} wish={walkIn} onClose={() => setWalkIn(null)} />
      <AutoAssign hotel={hotel} opened={assigning} onClose={() => setAssigning(false)} />
    </>
  );
}

interface ContentProps {
  chart: ChartData;
  phone: boolean;
  mayChange: boolean;
  address: ReturnType<typeof useChartAddress>;
  onReach: (days: number) => void;
  onChoose: (chosen: { room_id: string; first: string; last: string } | null) => void;
}

function Content({ chart, phone, mayChange, address, onReach, onChoose }: ContentProps) {
  const { t } = useTranslation('desk');
  const { drop, question, answer, pending, rooms } = useChartActs(chart, mayChange);
  const mayManage = useMay('rooms.manage');
  const mayDesk = useMay('reservations.check_in');
  const navigate = useNavigate();
  // Who may not let guests in sees the booking instead of the desk's panel.
  const open = (stay: { id: string; booking_id: string }) =>
    mayDesk ? address.change({ stay: stay.id }) : void navigate({ to: `/reservations/${stay.booking_id}` as never });
  if (chart.rooms.length === 0)
    return (
      <EmptyState
        icon={IconBed}
        title={t('chart.no_rooms')}
        hint={t(mayManage ? 'chart.no_rooms_hint' : 'chart.ask_manager')}
        action={
          mayManage && (
            <Button component={Link} to="/rooms" size="md">
              {t('chart.to_rooms')}
            </Button>
          )
        }
      />
    );
  return (
    <>
      {phone ? (
        <PhoneChart chart={chart} search={address.q} onOpen={open} />
      ) : (
        <>
          <ChartGrid
            chart={chart}
            groupBy={address.group}
            search={address.q}
            pending={pending}
            onDrop={(piece, target) => void drop(piece, target)}
            onOpen={open}
            onReach={onReach}
            onChoose={onChoose}
          />
          <ChartKeys />
        </>
      )}
      <PriceQuestion question={question} rooms={rooms} onAnswer={answer} />
      <StayPanel
        id={address.stay ?? null}
        chart={chart}
        onDrop={(piece, target) => void drop(piece, target)}
        onClose={() => address.change({ stay: undefined })}
      />
    </>
  );
}

function ChartKeys() {
  const { t } = useTranslation('desk');
  return (
    <p id="chart-keys" style={{ margin: '8px 2px 0', fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>
      {t('chart.keys')}
    </p>
  );
}
