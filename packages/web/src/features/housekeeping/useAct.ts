import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ApiError, type UnsafeMethod } from '../../app/api.ts';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { HOUSEKEEPING } from './queries.ts';

interface Act {
  method?: UnsafeMethod;
  path: string;
  body?: unknown;
}

/** Sends an act and reads housekeeping anew; a refusal is said in a toast unless the form shows it itself. */
export function useAct<T = unknown>(options: { quiet?: boolean; onDone?: (result: T) => void } = {}) {
  const queries = useQueryClient();
  const errorText = useErrorText();
  return useMutation<T, ApiError, Act>({
    mutationFn: ({ method = 'POST', path, body }) => api.send<T>(method, path, body),
    onSuccess: (result) => options.onDone?.(result),
    onError: (error) => {
      if (!options.quiet) notifications.show({ color: 'red', message: errorText(error) });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: HOUSEKEEPING });
      await queries.invalidateQueries({ queryKey: ['rooms'] });
    },
  });
}
