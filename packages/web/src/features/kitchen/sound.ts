import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

let context: AudioContext | null = null;

/** Two short notes, made here so that no file has to load before the first order. */
function ring() {
  context ??= new AudioContext();
  // Browsers keep a page silent until somebody touched it; turning the sound on is that touch.
  void context.resume();
  const start = context.currentTime;
  [880, 1174.66].forEach((frequency, note) => {
    const at = start + note * 0.16;
    const tone = context!.createOscillator();
    const gain = context!.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.35, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.connect(gain).connect(context!.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  });
}

/** Rings when a ticket shows that was not there before; the first sight of the board is silent. */
export function useNewTicketSound(ids: readonly string[] | undefined) {
  const [on, setOn] = useLocalStorage({
    key: 'hostelry.kitchen_sound',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!ids) return;
    const isNew = known.current !== null && ids.some((id) => !known.current!.has(id));
    // Recalled tickets are not news, so what was ever seen stays known.
    known.current = new Set([...(known.current ?? []), ...ids]);
    if (isNew && on) ring();
  }, [ids, on]);
  const toggle = () => {
    setOn(!on);
    if (!on) ring();
  };
  return { on, toggle };
}
