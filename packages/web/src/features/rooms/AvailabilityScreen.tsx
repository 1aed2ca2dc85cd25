import { Button, Kbd } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBed, IconCalendarPlus, IconPencil, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../app/realtime.ts';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LiveDot } from '../../ui/LiveDot.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import type { RestrictionRow } from '../restrictions/marks.ts';
import { restrictionsQuery } from '../restrictions/queries.ts';
import type { StayWish } from '../reservations/bookingValues.ts';
import { NewBooking } from '../reservations/NewBooking.tsx';
import { AvailabilityGrid } from './AvailabilityGrid.tsx';
import { EditNights } from './EditNights.tsx';
import { HotelOnly, type Hotel } from './HotelOnly.tsx';
import { Legend } from './Legend.tsx';
import { NightsToolbar } from './NightsToolbar.tsx';
import { addDays, datesFrom, isCivilDate, nightsBetween, type Calendar, type NightRange } from './nights.ts';
import { PreloadNights } from './PreloadNights.tsx';
import { calendarQuery } from './queries.ts';
import { SelectionBar } from './SelectionBar.tsx';

const NONE: readonly RestrictionRow[] = [];

const useFrom = () => useSearch({ strict: false, select: (search: { from?: string }) => search.from });

/** Nights that fit: four weeks at a desk, two on a tablet, one on a phone. */
function useSpan() {
  const desk = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const tablet = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  return desk ? 28 : tablet ? 14 : 7;
}

/** The availability grid of a hotel, and booking from it. */
export default function AvailabilityScreen() {
  return <HotelOnly>{(hotel) => <Availability key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Availability({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('rooms');
  const span = useSpan();
  const asked = useFrom();
  const from = isCivilDate(asked) ? asked : hotel.business_date;
  const navigate = useNavigate();
  const {
    data: calendar,
    error,
    refetch,
  } = useQuery({
    ...calendarQuery(hotel.id, from, addDays(from, span)),
    placeholderData: keepPreviousData,
  });
  const [wish, setWish] = useState<StayWish | null>(null);
  const [preloading, setPreloading] = useState(false);
  const [editing, setEditing] = useState(false);
  const { data: restrictions = NONE } = useQuery({
    ...restrictionsQuery(hotel.id, from, addDays(from, span)),
    placeholderData: keepPreviousData,
  });
  const mayBook = useMay('reservations.create');
  const mayLoad = useMay('inventory.manage');

  const go = useCallback(
    (date: string) => void navigate({ to: '.', search: ((now: object) => ({ ...now, from: date })) as never }),
    [navigate],
  );
  const book = useCallback(
    ({ room_type_id, first, last }: NightRange) =>
      setWish({ room_type_id, start_date: first, end_date: addDays(last, 1) }),
    [],
  );
  const reach = (date: string) => {
    if (date < from) go(addDays(from, -7));
    else if (date >= addDays(from, span)) go(addDays(from, 7));
  };
  const bookTonight = () => setWish({ start_date: hotel.business_date, end_date: addDays(hotel.business_date, 1) });
  useShortcut('n', 'rooms:shortcuts.new', mayBook ? bookTonight : undefined);

  return (
    <>
      <PageHeader
        title={t('availability.title')}
        hint={hotel.name}
        badge={<LiveDot state={useWire()} />}
        actions={
          <>
            {mayLoad && (
              <Button
                variant="default"
                mih={48}
                leftSection={<IconPencil size={18} aria-hidden />}
                onClick={() => setEditing(true)}
              >
                {t('edit.open')}
              </Button>
            )}
            {mayLoad && (
              <Button
                variant="default"
                mih={48}
                leftSection={<IconCalendarPlus size={18} aria-hidden />}
                onClick={() => setPreloading(true)}
              >
                {t('preload.open')}
              </Button>
            )}
            <Button
              mih={48}
              leftSection={<IconPlus size={18} aria-hidden />}
              rightSection={
                <Kbd size="xs" visibleFrom="md">
                  n
                </Kbd>
              }
              disabled={!mayBook}
              title={mayBook ? undefined : t('availability.may_not_book')}
              onClick={bookTonight}
            >
              {t('availability.new_booking')}
            </Button>
          </>
        }
      />
      <NightsToolbar from={from} span={span} business_date={calendar?.business_date ?? hotel.business_date} onGo={go} />
      {error && !calendar && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !calendar && <ScreenPending />}
      {calendar && (
        <Grid
          calendar={calendar}
          restrictions={restrictions}
          mayBook={mayBook}
          booking={wish !== null}
          onLoad={mayLoad ? () => setPreloading(true) : undefined}
          onReach={reach}
          onBook={book}
        />
      )}
      <NewBooking hotel={hotel} wish={wish} onClose={() => setWish(null)} />
      <PreloadNights hotel={hotel} opened={preloading} onClose={() => setPreloading(false)} />
      <EditNights hotel={hotel} opened={editing} onClose={() => setEditing(false)} />
    </>
  );
}

interface GridProps {
  calendar: Calendar;
  restrictions: readonly RestrictionRow[];
  mayBook: boolean;
  booking: boolean;
  onLoad: (() => void) | undefined;
  onReach: (date: string) => void;
  onBook: (range: NightRange) => void;
}

/** The grid, or what to do where there is nothing to show in it. */
function Grid({ calendar, restrictions, mayBook, booking, onLoad, onReach, onBook }: GridProps) {
  const { t } = useTranslation('rooms');
  const mayManage = useMay('rooms.manage');
  // While the next weeks are on their way the present ones stay on screen, under their own dates.
  const dates = useMemo(
    () => datesFrom(calendar.from, nightsBetween(calendar.from, calendar.to)),
    [calendar.from, calendar.to],
  );
  if (calendar.room_types.length === 0) {
    return (
      <EmptyState
        icon={IconBed}
        title={t('availability.no_types')}
        hint={t(mayManage ? 'availability.no_types_hint' : 'availability.ask_manager')}
        action={
          mayManage && (
            <Button component={Link} to="/admin/room-types" size="md">
              {t('availability.add_types')}
            </Button>
          )
        }
      />
    );
  }
  if (calendar.room_types.every(({ nights }) => nights.length === 0)) {
    return (
      <EmptyState
        icon={IconCalendarPlus}
        title={t('availability.not_loaded')}
        hint={t(onLoad ? 'availability.not_loaded_hint' : 'availability.ask_manager')}
        action={
          onLoad && (
            <Button size="md" onClick={onLoad}>
              {t('preload.open')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <>
      <AvailabilityGrid
        calendar={calendar}
        restrictions={restrictions}
        dates={dates}
        mayBook={mayBook}
        booking={booking}
        onReach={onReach}
        onBook={onBook}
        selectionBar={(range, clear) => (
          <SelectionBar calendar={calendar} range={range} onBook={onBook} onClear={clear} />
        )}
      />
      <Legend mayBook={mayBook} />
    </>
  );
}
