import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type ApiError, type UnsafeMethod } from '../../app/api.ts';
import { newKey } from '../../app/key.ts';

export interface Act {
  path: string;
  body?: object;
  method?: UnsafeMethod;
}

/**
 * Does something to an account and shows it once the server said that it is done. Pressing twice, or again after a lost
 * reply, sends the same key and is done once.
 */
export function useAct<Reply = unknown>(onDone?: (reply: Reply) => void) {
  const queries = useQueryClient();
  const [keys] = useState(() => new Map<string, string>());
  return useMutation<Reply, ApiError, Act>({
    mutationFn: ({ path, body, method = 'POST' }) => {
      const same = JSON.stringify([method, path, body]);
      const key = keys.get(same) ?? newKey();
      keys.set(same, key);
      return api.send<Reply>(method, path, body, key);
    },
    onSuccess: async (reply) => {
      await queries.invalidateQueries({ queryKey: ['folios'] });
      onDone?.(reply);
    },
  });
}
