/** What a guest asks of the server: nobody is signed in, so nothing but the address and the body is sent. */
import { useCallback, useEffect, useState } from 'react';
import { ApiError, BASE, reach, unpack } from '../app/transport.ts';

export { ApiError };

export async function ask<T>(path: string): Promise<T> {
  return (await unpack<T>(await reach(`${BASE}/${path}`))).data;
}

export async function tell<T>(path: string, body: unknown): Promise<T> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await unpack<T>(await reach(`${BASE}/${path}`, init))).data;
}

export interface Loaded<T> {
  data: T | null;
  error: ApiError | null;
  reload: () => void;
}

/** Reads a path whenever it changes; null reads nothing. What was read before stays until the new is there. */
export function useAsked<T>(path: string | null): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; error: ApiError | null }>({
    path: null,
    data: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return undefined;
    let left = false;
    ask<T>(path).then(
      (data) => !left && setState({ path, data, error: null }),
      (error) => !left && setState({ path, data: null, error }),
    );
    return () => {
      left = true;
    };
  }, [path, turn]);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  return state.path === path ? { ...state, reload } : { data: null, error: null, reload };
}
