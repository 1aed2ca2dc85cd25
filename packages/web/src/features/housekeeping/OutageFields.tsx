import { OUTAGE_KINDS, type OutageKind } from '@hostelry/contracts/housekeeping';
import { Alert, Checkbox, Group, List, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { DateText } from '../../ui/Dates.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { outageCheckQuery, type OutageAnswer, type OutageWish } from './queries.ts';

export interface OutageValues {
  kind: OutageKind;
  start_date: string;
  end_date: string;
  displace: boolean;
}

export interface OutageVerdict {
  answer: OutageAnswer | undefined;
  /** Whether the server would agree, as far as is known. */
  possible: boolean;
}

/** Asks, while the person fills in the form, who and which nights are in the way. */
export function useOutageCheck(wish: (OutageWish & { displace: boolean }) | null): OutageVerdict {
  const { displace = false, ...asked } = wish ?? {};
  const known = wish && wish.end_date > wish.start_date ? (asked as OutageWish) : null;
  const clean = known && {
    room_id: known.room_id,
    kind: known.kind,
    start_date: known.start_date,
    end_date: known.end_date,
  };
  const { data } = useQuery({ ...outageCheckQuery(clean), placeholderData: keepPreviousData });
  const stuck = data?.displaced.some((stay) => stay.is_room_locked || stay.status === 'IN_HOUSE');
  const inTheWay = (data?.displaced.length ?? 0) > 0 && (!displace || stuck === true);
  return {
    answer: clean ? data : undefined,
    possible: clean !== null && !inTheWay && (data?.oversold_dates.length ?? 0) === 0,
  };
}

interface OutageFieldsProps {
  hotel: Hotel;
  values: OutageValues;
  onChange: (values: OutageValues) => void;
  check: OutageVerdict;
}

/** From when to when a room cannot be used, how badly, and what that means for guests. */
export function OutageFields({ hotel, values, onChange, check }: OutageFieldsProps) {
  const { t } = useTranslation('housekeeping');
  const change = (next: Partial<OutageValues>) => onChange({ ...values, ...next });
  return (
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        size="md"
        value={values.kind}
        onChange={(kind) => change({ kind: kind as OutageKind })}
        aria-label={t('outages.kind')}
        data={OUTAGE_KINDS.map((value) => ({ value, label: t(`outage_kinds.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t(`outages.${values.kind}_means`)}
      </Text>
      <Group grow align="flex-start">
        <CivilDateInput
          label={t('outages.start_date')}
          size="md"
          minDate={hotel.business_date}
          value={values.start_date}
          onChange={(start_date) =>
            start_date &&
            change({ start_date, ...(values.end_date <= start_date && { end_date: addDays(start_date, 1) }) })
          }
        />
        <CivilDateInput
          label={t('outages.end_date')}
          size="md"
          minDate={addDays(values.start_date, 1)}
          value={values.end_date}
          onChange={(end_date) => end_date && change({ end_date })}
        />
      </Group>
      {check.answer && (
        <InTheWay answer={check.answer} values={values} onDisplace={(displace) => change({ displace })} />
      )}
    </Stack>
  );
}

interface InTheWayProps {
  answer: OutageAnswer;
  values: OutageValues;
  onDisplace: (displace: boolean) => void;
}

function InTheWay({ answer, values, onDisplace }: InTheWayProps) {
  const { t } = useTranslation('housekeeping');
  const { displaced, oversold_dates } = answer;
  return (
    <>
      {oversold_dates.length > 0 && (
        <Alert color="red" icon={<IconBan aria-hidden />} title={t('outages.oversold')}>
          <Group gap="xs">
            {oversold_dates.map((date) => (
              <DateText key={date} value={date} />
            ))}
          </Group>
        </Alert>
      )}
      {displaced.length > 0 && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('outages.in_the_way', { count: displaced.length })}
        >
          <Stack gap="xs">
            <List size="sm">
              {displaced.map((stay) => (
                <List.Item key={stay.reservation_id}>
                  <bdi>{stay.guest_name ?? stay.confirmation_code}</bdi>, <DateText value={stay.start_date} /> –{' '}
                  <DateText value={stay.end_date} />
                  {(stay.is_room_locked || stay.status === 'IN_HOUSE') && (
                    <strong> · {t('outages.cannot_move')}</strong>
                  )}
                </List.Item>
              ))}
            </List>
            <Checkbox
              size="md"
              label={t('outages.displace')}
              disabled={displaced.every((stay) => stay.is_room_locked || stay.status === 'IN_HOUSE')}
              checked={values.displace}
              onChange={(event) => onDisplace(event.currentTarget.checked)}
            />
          </Stack>
        </Alert>
      )}
    </>
  );
}
