import { Alert, Checkbox, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBan, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { ActButton } from '../../../ui/ActButton.tsx';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { usePlace } from '../../../ui/place.ts';
import { addDays } from '../../rooms/nights.ts';
import { roomTypesQuery } from '../../rooms/queries.ts';
import { priceChangeQuery, ratePlansQuery, type StayDetails } from '../queries.ts';
import { refusalOf, refusalText } from '../refusal.ts';
import { changeOf, touchesSale, valuesOf, type StayValues } from './changes.ts';
import { PriceComparison } from './PriceComparison.tsx';
import { StayDialog } from './StayDialog.tsx';
import { useStayStep } from './useStayStep.ts';

interface ChangeStayProps {
  stay: StayDetails;
  business_date: string;
  onClose: () => void;
}

/** Dates, type, plan, party, name and times of a stay; what that does to the price is shown before it is done. */
export function ChangeStay({ stay, business_date, onClose }: ChangeStayProps) {
  const { t } = useTranslation('reservations');
  const [values, setValues] = useState(() => valuesOf(stay));
  const set = (part: Partial<StayValues>) => setValues((now) => ({ ...now, ...part }));
  const change = changeOf(stay, values);
  const [asked] = useDebouncedValue(JSON.stringify(change), 250);
  const priced = touchesSale(change);
  const settled = asked === JSON.stringify(change);
  const price = useQuery({ ...priceChangeQuery(stay, JSON.parse(asked)), enabled: settled && priced, retry: false });
  const step = useStayStep(stay, onClose);
  const nothing = Object.keys(change).length === 0;
  const refused = nothing
    ? t('stay.change.nothing')
    : priced && (!settled || price.isFetching)
      ? t('stay.change.asking')
      : priced && price.error
        ? t('stay.change.impossible')
        : undefined;
  return (
    <StayDialog title={t('stay.change.title')} onClose={onClose}>
      <Stack>
        <Sale stay={stay} business_date={business_date} values={values} set={set} />
        <Manners values={values} set={set} />
        {priced && (
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('stay.change.price')}
            value={values.price}
            onChange={(value) => set({ price: value as StayValues['price'] })}
            data={(['KEEP', 'REPRICE'] as const).map((value) => ({ value, label: t(`stay.change.prices.${value}`) }))}
          />
        )}
        <Override values={values} set={set} />
        {priced && price.error && <Impossible error={price.error} stay={stay} />}
        {priced && !price.error && price.data && <PriceComparison price={price.data} />}
        {step.error && <ErrorState error={step.error} />}
        <ActButton
          icon={IconCheck}
          refused={refused}
          loading={step.isPending}
          onClick={() => step.mutate({ step: 'change', body: change })}
        >
          {t('stay.change.save')}
        </ActButton>
      </Stack>
    </StayDialog>
  );
}

interface PartProps {
  values: StayValues;
  set: (part: Partial<StayValues>) => void;
}

/** What is sold: nights, type, plan, heads. */
function Sale({ stay, business_date, values, set }: PartProps & Omit<ChangeStayProps, 'onClose'>) {
  const { t } = useTranslation('reservations');
  const { data: types = [] } = useQuery(roomTypesQuery(stay.outlet_id));
  const { data: plans = [] } = useQuery(ratePlansQuery(stay.outlet_id));
  const inHouse = stay.status === 'IN_HOUSE';
  const nights = (date: string) => (values.end_date > date ? values.end_date : addDays(date, 1));
  const earliest = inHouse && business_date > stay.start_date ? business_date : addDays(values.start_date, 1);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <CivilDateInput
        size="md"
        label={t('form.arrival')}
        value={values.start_date}
        minDate={business_date}
        disabled={inHouse}
        description={inHouse ? t('stay.change.arrived') : undefined}
        onChange={(date) => date && set({ start_date: date, end_date: nights(date) })}
      />
      <CivilDateInput
        size="md"
        label={t('form.departure')}
        value={values.end_date}
        minDate={earliest}
        description={inHouse ? ' ' : undefined}
        onChange={(date) => date && set({ end_date: date })}
      />
      <Select
        size="md"
        label={t('form.room_type')}
        data={types.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.room_type_id}
        allowDeselect={false}
        disabled={inHouse}
        description={inHouse ? t('stay.change.move_instead') : undefined}
        onChange={(room_type_id) => room_type_id && set({ room_type_id })}
      />
      <Select
        size="md"
        label={t('form.rate_plan')}
        data={plans.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.rate_plan_id}
        placeholder={t('stay.change.as_booked')}
        allowDeselect={false}
        description={inHouse ? ' ' : undefined}
        onChange={(rate_plan_id) => rate_plan_id && set({ rate_plan_id })}
      />
      {(['adults', 'children'] as const).map((name) => (
        <NumberInput
          key={name}
          size="md"
          label={t(`form.${name}`)}
          min={name === 'adults' ? 1 : 0}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          value={values[name]}
          onChange={(count) => set({ [name]: Number(count) || 0 })}
        />
      ))}
    </SimpleGrid>
  );
}

/** Who comes, and when. */
function Manners({ values, set }: PartProps) {
  const { t } = useTranslation('reservations');
  return (
    <>
      <TextInput
        size="md"
        label={t('form.name')}
        maxLength={120}
        value={values.guest_name}
        onChange={(event) => set({ guest_name: event.currentTarget.value })}
      />
      <SimpleGrid cols={2}>
        {(['arrival_time', 'departure_time'] as const).map((name) => (
          <TextInput
            key={name}
            size="md"
            type="time"
            label={t(`stay.${name}`)}
            value={values[name]}
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </>
  );
}

/** Past restrictions, for those who may; nobody sells a room that is not there. */
function Override({ values, set }: PartProps) {
  const { t } = useTranslation('reservations');
  if (!useMay('reservations.override')) return null;
  return (
    <Checkbox
      size="md"
      label={t('override')}
      description={t('override_hint')}
      checked={values.override}
      onChange={(event) => set({ override: event.currentTarget.checked })}
    />
  );
}

function Impossible({ error, stay }: { error: unknown; stay: StayDetails }) {
  const { t } = useTranslation('reservations');
  const { locale } = usePlace();
  const refusal = refusalOf(error);
  if (!refusal) return <ErrorState error={error} />;
  return (
    <Alert color="red" icon={<IconBan aria-hidden />} role="alert">
      {refusalText(t, locale, refusal, { room_type: stay.room_type_name, quantity: 1 })}
    </Alert>
  );
}
