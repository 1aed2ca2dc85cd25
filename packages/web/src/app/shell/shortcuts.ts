/** Keys that work everywhere, and the ones that a screen adds while it is open. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

interface Shortcut {
  key: string;
  /** Translation key of what it does, for the help overlay. */
  text: string;
  run: () => void;
}

let active: readonly Shortcut[] = [];
let helpOpen = false;
const listeners = new Set<() => void>();

function changed() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The keys that work on the present screen. */
export const useActiveShortcuts = () => useSyncExternalStore(subscribe, () => active);

export const useHelpOpen = () => useSyncExternalStore(subscribe, () => helpOpen);

export function setHelpOpen(open: boolean) {
  helpOpen = open;
  changed();
}

/** Adds a key while the screen is open: `useShortcut('n', 'orders:new', openForm)`. No `run` means not now. */
export function useShortcut(key: string, text: string, run: (() => void) | undefined) {
  const latest = useRef(run);
  useEffect(() => void (latest.current = run));
  const enabled = run !== undefined;
  useEffect(() => {
    if (!enabled) return;
    const shortcut = { key, text, run: () => latest.current?.() };
    active = [...active, shortcut];
    changed();
    return () => {
      active = active.filter((one) => one !== shortcut);
      changed();
    };
  }, [key, text, enabled]);
}

/** A radio button or a tick box has the focus too, but takes no letters. */
const TAKES_NO_TEXT = ['radio', 'checkbox', 'button', 'submit', 'range'];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement
    ? !TAKES_NO_TEXT.includes(target.type)
    : target instanceof HTMLElement && (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName));

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  // A dialogue owns the keyboard while it is open.
  if (document.querySelector('[role="dialog"]')) return;
  const shortcut = active.findLast(({ key }) => key === event.key);
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}

/** `/` goes to the screen's search field (marked `data-search`), else to the search over everything. */
function focusSearch() {
  const field = document.querySelector<HTMLInputElement>('input[data-search]');
  if (field) field.focus();
  else document.dispatchEvent(new Event('hostelry:search'));
}

/** Listens for keys; mounted once by the layout. */
export function useShellShortcuts() {
  useShortcut('/', 'help.search', focusSearch);
  useShortcut('?', 'help.open', () => setHelpOpen(true));
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
