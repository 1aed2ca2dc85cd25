import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

/** Realtime says when to refetch, so data stays fresh for a while; a refusal is never retried, a lost network is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      refetchOnWindowFocus: true,
    },
  },
});
