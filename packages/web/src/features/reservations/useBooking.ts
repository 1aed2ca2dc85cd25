import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ApiError } from '../../app/api.ts';
import { newKey } from '../../app/key.ts';
import { fieldOf, requestOf, type BookingErrors, type BookingValues } from './bookingValues.ts';
import type { BookingDetails } from './queries.ts';

interface Sent {
  body: string;
  key: string;
  request: object;
}

const NOTHING: Sent = { body: '', key: '', request: {} };

/** Sends the booking. The same values keep the same key, so pressing again after a lost reply books once. */
export function useBooking(form: UseFormReturnType<BookingValues>, onBooked: (booking: BookingDetails) => void) {
  const client = useQueryClient();
  const sent = useRef<Sent>(NOTHING);
  return useMutation<BookingDetails, Error, BookingValues>({
    mutationFn: (values) => {
      const body = JSON.stringify(values);
      // An option's end moves with the clock, so the request is kept too: the same values are the same request.
      if (sent.current.body !== body) sent.current = { body, key: newKey(), request: requestOf(values, new Date()) };
      return api.post<BookingDetails>('reservations', sent.current.request, sent.current.key);
    },
    onSuccess: onBooked,
    onError: (error) => {
      // A refusal is final for its key; only a reply that never came is asked for again under the same one.
      if (!(error instanceof ApiError)) return;
      if (!error.offline && error.status < 500) sent.current = NOTHING;
      const wrong: BookingErrors = Object.fromEntries(
        error.fields.map(({ field, message }) => [fieldOf(field), message]),
      );
      form.setErrors(wrong as Record<string, string>);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['inventory'] });
      void client.invalidateQueries({ queryKey: ['reservations'] });
    },
  });
}
