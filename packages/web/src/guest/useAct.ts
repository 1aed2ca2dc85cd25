import { useState } from 'react';
import { tell, type ApiError } from './server.ts';

/** One act of a guest: sent once, then done or refused. */
export function useAct(path: string, onDone: () => void) {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const send = async (body: unknown) => {
    setSending(true);
    setError(null);
    try {
      await tell(path, body);
      onDone();
    } catch (failure) {
      setError(failure as ApiError);
    }
    setSending(false);
  };
  return { sending, error, send };
}
