import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useErrorText } from '../../../ui/ErrorState.tsx';
import { showUndo } from '../../../ui/undoToast.tsx';
import { staysQuery, type StayDetails } from '../queries.ts';
import { undoOf, type StayStep } from './undo.ts';

/** Sends one step of a stay, from the version on screen. A step that costs nothing to take back offers that in a toast. */
export function useStayStep(stay: StayDetails, onDone?: () => void) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const errorText = useErrorText();
  const send = ({ step, body }: StayStep, version: number) =>
    api.post<StayDetails>(`stays/${stay.id}/${step}`, { version, ...body });
  return useMutation<StayDetails, Error, StayStep>({
    mutationFn: (wanted) => send(wanted, stay.version),
    onSuccess: (after, { step }) => {
      show(client, after);
      const undo = undoOf(step, stay, after);
      const message = t(`stay.done.${step}`, {
        guest: after.guest_name ?? after.confirmation_code,
        room: after.room_number ?? '',
      });
      if (!undo) notifications.show({ color: 'green', message });
      else
        showUndo({
          id: `stay-${stay.id}`,
          message,
          label: t('undo'),
          undo: () =>
            void send(undo, after.version)
              .then((back) => show(client, back))
              .catch((error) => notifications.show({ color: 'red', message: errorText(error) }))
              .finally(() => refresh(client)),
        });
      onDone?.();
    },
    onSettled: () => refresh(client),
  });
}

/** Puts the stay as it is now onto the page; the rest of the page is asked again. */
function show(client: QueryClient, stay: StayDetails) {
  client.setQueryData(staysQuery(stay.booking_id).queryKey, (stays) =>
    stays?.map((one) => (one.id === stay.id ? stay : one)),
  );
}

function refresh(client: QueryClient) {
  for (const key of ['reservations', 'inventory', 'rooms', 'folios'])
    void client.invalidateQueries({ queryKey: [key] });
}
