import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ApiError } from '../../app/api.ts';

/** An act on the floor: posted, then the floor is read anew here; everybody else hears of it over the live wire. */
export function useFloorAct<T, V = void>(
  request: (variables: V) => { path: string; body?: unknown },
  onDone?: () => void,
) {
  const queries = useQueryClient();
  return useMutation<T, ApiError, V>({
    mutationFn: (variables) => {
      const { path, body } = request(variables);
      return api.post<T>(path, body);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['service-nodes'] });
      onDone?.();
    },
  });
}
