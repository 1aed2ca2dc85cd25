import { Button, Group, Kbd, Select, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBed, IconPencil } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ratePlansQuery } from '../reservations/queries.ts';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { NightsToolbar } from '../rooms/NightsToolbar.tsx';
import { addDays, datesFrom, isCivilDate, type NightRange } from '../rooms/nights.ts';
import { roomTypesQuery } from '../rooms/queries.ts';
import { EditRestrictions } from './EditRestrictions.tsx';
import { HOUSE, type RestrictionRow } from './marks.ts';
import { restrictionsQuery } from './queries.ts';
import { RestrictionGrid } from './RestrictionGrid.tsx';

interface Search {
  from?: string;
  plan?: string;
  channel?: string;
}

/** The sources that every hotel has; what an outside channel is called comes from the restrictions themselves. */
const SOURCES = ['DIRECT', 'WEB'];
const NONE: readonly RestrictionRow[] = [];
const A_WEEK = 7;

function useSpan() {
  const desk = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const tablet = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  return desk ? 14 : tablet ? A_WEEK : 4;
}

/** Restrictions of a hotel: the house and its types × nights, for a plan and a channel. */
export default function RestrictionsScreen() {
  return <HotelOnly>{(hotel) => <Restrictions key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Restrictions({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('restrictions');
  const span = useSpan();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const from = isCivilDate(search.from) ? search.from : hotel.business_date;
  const plan = search.plan ?? null;
  const channel = search.channel ?? null;
  const types = useQuery(roomTypesQuery(hotel.id));
  const plans = useQuery(ratePlansQuery(hotel.id));
  const restrictions = useQuery({
    ...restrictionsQuery(hotel.id, from, addDays(from, span)),
    placeholderData: keepPreviousData,
  });
  const [edited, setEdited] = useState<NightRange | null>(null);
  const mayEdit = useMay('inventory.manage');
  const dates = useMemo(() => datesFrom(from, span), [from, span]);
  const look = useCallback(
    (change: Search) => void navigate({ to: '.', search: ((now: object) => ({ ...now, ...change })) as never }),
    [navigate],
  );
  const reach = (date: string) => {
    if (date < from) look({ from: addDays(from, -A_WEEK) });
    else if (date >= addDays(from, span)) look({ from: addDays(from, A_WEEK) });
  };
  const editRange = () =>
    setEdited({
      room_type_id: HOUSE,
      first: from > hotel.business_date ? from : hotel.business_date,
      last: addDays(from, span - 1),
    });
  useShortcut('n', 'restrictions:edit.range', mayEdit ? editRange : undefined);

  const plan_name = plans.data?.find(({ id }) => id === plan)?.name ?? t('all_plans');
  const error = types.error ?? restrictions.error;
  if (types.data?.length === 0) return <EmptyState icon={IconBed} title={t('no_types')} hint={t('no_types_hint')} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={hotel.name}
        actions={
          <Button
            mih={48}
            leftSection={<IconPencil size={18} aria-hidden />}
            rightSection={
              <Kbd size="xs" visibleFrom="md">
                n
              </Kbd>
            }
            disabled={!mayEdit}
            title={mayEdit ? undefined : t('may_not_edit')}
            onClick={editRange}
          >
            {t('edit.range')}
          </Button>
        }
      />
      <Choosers
        plan={plan}
        plans={plans.data ?? []}
        channel={channel}
        restrictions={restrictions.data ?? NONE}
        onLook={look}
      />
      <NightsToolbar
        from={from}
        span={span}
        business_date={hotel.business_date}
        onGo={(date) => look({ from: date })}
      />
      {error && !restrictions.data && <ErrorState error={error} onRetry={() => void restrictions.refetch()} />}
      {!error && (!types.data || !restrictions.data) && <ScreenPending />}
      {types.data && restrictions.data && (
        <>
          <RestrictionGrid
            types={types.data}
            dates={dates}
            business_date={hotel.business_date}
            restrictions={restrictions.data}
            rate_plan_id={plan}
            channel={channel}
            mayEdit={mayEdit}
            editing={edited !== null}
            onReach={reach}
            onEdit={setEdited}
          />
          <Text size="xs" c="dimmed" mt="sm">
            {t(mayEdit ? 'how' : 'may_not_edit')}
          </Text>
        </>
      )}
      <EditRestrictions
        hotel={hotel}
        range={edited}
        rate_plan_id={plan}
        channel={channel}
        about={t('edit.about', {
          plan: plan_name,
          channel: channel ? t(`channels.${channel}`, { defaultValue: channel }) : t('all_channels'),
        })}
        onClose={() => setEdited(null)}
      />
    </>
  );
}

interface ChoosersProps {
  plan: string | null;
  plans: readonly { id: string; name: string }[];
  channel: string | null;
  restrictions: readonly RestrictionRow[];
  onLook: (change: Search) => void;
}

/** For which plan and channel the grid is looked at; nothing chosen means all of them. */
function Choosers({ plan, plans, channel, restrictions, onLook }: ChoosersProps) {
  const { t } = useTranslation('restrictions');
  const channels = useMemo(
    () => [...new Set([...SOURCES, ...restrictions.flatMap((row) => row.channel ?? [])])].sort(),
    [restrictions],
  );
  return (
    <Group mb="sm" gap="sm" align="flex-end" wrap="nowrap" maw={480} grow>
      <Select
        size="md"
        label={t('plan')}
        placeholder={t('all_plans')}
        data={plans.map(({ id, name }) => ({ value: id, label: name }))}
        value={plan}
        onChange={(chosen) => onLook({ plan: chosen ?? undefined })}
        clearable
        searchable
      />
      <Select
        size="md"
        label={t('channel')}
        placeholder={t('all_channels')}
        data={channels.map((name) => ({ value: name, label: t(`channels.${name}`, { defaultValue: name }) }))}
        value={channel}
        onChange={(chosen) => onLook({ channel: chosen ?? undefined })}
        clearable
      />
    </Group>
  );
}
