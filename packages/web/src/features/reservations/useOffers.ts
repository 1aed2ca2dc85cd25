import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { RoomsWish } from './bookingValues.ts';
import { offersQuery, type OfferRow } from './queries.ts';

/** What the server would sell to each line of the form now, night by night at its own price; empty until it has answered. */
export function useOffers(
  outlet_id: string,
  nights: { start_date: string; end_date: string },
  lines: readonly RoomsWish[],
  sensible: boolean,
): OfferRow[][] {
  return useQueries({
    queries: lines.map(({ quantity, adults, children }) => ({
      ...offersQuery({ outlet_ids: [outlet_id], ...nights, rooms: quantity, adults, children }),
      enabled: sensible,
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => answers.map(({ data }) => data ?? []),
  });
}

/** The offer for a type in a plan. */
export const offerFor = (offers: readonly OfferRow[], room_type_id: string, rate_plan_id: string | null) =>
  offers.find(
    (offer) => offer.room_type_id === room_type_id && (rate_plan_id === null || offer.rate_plan_id === rate_plan_id),
  );
