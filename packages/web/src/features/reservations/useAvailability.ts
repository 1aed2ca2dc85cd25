import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { checkQuery, type Stay } from '../rooms/queries.ts';
import { refusalOf, type Refusal } from './refusal.ts';

export interface Availability {
  /** Null until the server has answered. */
  free: boolean | null;
  /** Rooms left over the whole stay. */
  units: number | null;
  refusal: Refusal | null;
  /** Anything else that went wrong with the question. */
  error: unknown;
}

/** Asks the server while somebody types, and again whenever the inventory changes. */
export function useAvailability(stay: Stay, sensible: boolean): Availability {
  const [asked] = useDebouncedValue(JSON.stringify(stay), 200);
  const question = JSON.parse(asked) as Stay;
  const { data, error } = useQuery({
    ...checkQuery(question),
    enabled: sensible && question.room_type_id !== '',
    placeholderData: keepPreviousData,
  });
  const refusal = refusalOf(error);
  if (refusal) return { free: false, units: 0, refusal, error: null };
  if (error || !data) return { free: null, units: null, refusal: null, error };
  // The first night that is too full is the one to name.
  const short = data.nights.find(({ available }) => available < stay.quantity);
  return {
    free: data.available,
    units: data.units,
    refusal: data.available || !short ? null : { code: 'SOLD_OUT', date: short.date, available: short.available },
    error: null,
  };
}
