import { useEffect, useRef } from 'react';
import { useShortcut } from '../../app/shell/shortcuts.ts';

/** A tab that was just chosen is an input too, but nobody types into it. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select');

/** The digits 1 to 9 act on the first nine things of a screen, as the bump bars of a kitchen do. */
export function useDigits<T>(enabled: boolean, things: readonly T[], act: (thing: T) => void) {
  const latest = useRef({ things, act });
  useEffect(() => void (latest.current = { things, act }));
  // Shown in the help; the keys themselves are heard below, because nine entries would drown the rest.
  useShortcut('1–9', 'kitchen:keys.bump', enabled ? () => undefined : undefined);
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
      if (modified || !/^[1-9]$/.test(event.key) || isTyping(event.target) || document.querySelector('[role="dialog"]'))
        return;
      const thing = latest.current.things[Number(event.key) - 1];
      if (thing !== undefined) latest.current.act(thing);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [enabled]);
}
