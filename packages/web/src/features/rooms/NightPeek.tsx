import { Box, Divider, Group, Popover, Stack, Text } from '@mantine/core';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';
import { markWords } from '../restrictions/MarkBadge.tsx';
import { marksOf, type Mark, type RestrictionRow } from '../restrictions/marks.ts';
import { sellableOf, type Calendar, type Night } from './nights.ts';

interface NightPeekProps {
  grid: RefObject<HTMLTableElement | null>;
  calendar: Calendar;
  /** Each date in words. */
  days: ReadonlyMap<string, string>;
  /** The restrictions of each date. */
  restricted: ReadonlyMap<string, RestrictionRow[]>;
}

interface Peeked {
  row: string;
  date: string;
  box: DOMRect;
}

const PATIENCE_MS = 180;

/** One popover for the whole grid: what the number of the cell under the pointer or the focus is made of. */
export function NightPeek({ grid, calendar, days, restricted }: NightPeekProps) {
  const peeked = usePeek(grid);
  if (!peeked) return null;
  const { row, date, box } = peeked;
  const type = calendar.room_types.find(({ id }) => id === row);
  const night = type?.nights.find((one) => one.date === date);
  if (!type) return null;
  return (
    // Without roles: a dialogue would own the keyboard, and the cell's own label already says it to a screen reader.
    <Popover
      opened
      withArrow
      withRoles={false}
      shadow="md"
      position="bottom"
      offset={6}
      key={`${row} ${date}`}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Box
          pos="fixed"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height, pointerEvents: 'none' }}
          aria-hidden
        />
      </Popover.Target>
      <Popover.Dropdown p="sm" style={{ pointerEvents: 'none' }} aria-hidden>
        <Text fw={600} size="sm">
          {type.name}
        </Text>
        <Text size="xs" c="dimmed" mb={6}>
          {days.get(date)}
        </Text>
        <Counters night={night} />
        <Marks marks={marksOf(restricted.get(date), { room_type_id: row, rate_plan_id: null, channel: null })} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The restrictions on the night in every plan and channel. */
function Marks({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation('restrictions');
  if (marks.length === 0) return null;
  return (
    <Stack gap={2} mt={6} maw={220}>
      {marks.map((mark) => (
        <Text key={mark.rule} size="xs" c="orange">
          {t(`rules.${mark.rule}`)}: {markWords(t, mark)}
        </Text>
      ))}
    </Stack>
  );
}

/** The sum behind “rooms left”, term by term; terms that are nought and optional stay out. */
function Counters({ night }: { night: Night | undefined }) {
  const { t } = useTranslation('rooms');
  if (!night) return <Text size="sm">{t('cell.missing')}</Text>;
  const terms = (['sold', 'held', 'blocked', 'out_of_order'] as const).map((name) => ({ name, value: -night[name] }));
  return (
    <Stack gap={2} miw={150}>
      <Line label={t('counters.physical')} value={night.physical} />
      {night.sell_limit > 0 && <Line label={t('counters.sell_limit')} value={night.sell_limit} />}
      {terms.map(({ name, value }) => (
        <Line key={name} label={t(`counters.${name}`)} value={value} faint={value === 0} />
      ))}
      {night.house_available !== null && <Line label={t('counters.house')} value={night.house_available} />}
      {night.is_closed && <Text size="sm">{t('cell.closed')}</Text>}
      <Divider my={2} />
      <Line label={t('counters.available')} value={Math.max(0, night.available)} of={sellableOf(night)} strong />
    </Stack>
  );
}

interface LineProps {
  label: string;
  value: number;
  of?: number;
  strong?: boolean;
  faint?: boolean;
}

function Line({ label, value, of, strong, faint }: LineProps) {
  return (
    <Group justify="space-between" gap="md" fz="sm" fw={strong ? 700 : 400} c={faint ? 'dimmed' : undefined}>
      <span>{label}</span>
      <span>
        <NumberText value={value === 0 ? 0 : value} />
        {of !== undefined && (
          <Text span inherit c="dimmed" fw={400}>
            {' '}
            / <NumberText value={of} />
          </Text>
        )}
      </span>
    </Group>
  );
}

/** The cell that has been under the pointer, or under the keyboard's focus, for a moment. */
function usePeek(grid: RefObject<HTMLTableElement | null>): Peeked | null {
  const [peeked, setPeeked] = useState<Peeked | null>(null);
  useEffect(() => {
    const table = grid.current;
    if (!table) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setPeeked(null);
    };
    const show = (event: Event) => {
      const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-night]');
      hide();
      const pointed = event instanceof PointerEvent;
      // A finger has no hover, and a focus that a click gave is the pointer's business.
      if (
        !cell ||
        (pointed && (event.pointerType === 'touch' || event.buttons > 0)) ||
        (!pointed && !cell.matches(':focus-visible'))
      )
        return;
      timer = setTimeout(
        () => setPeeked({ row: cell.dataset.row!, date: cell.dataset.night!, box: cell.getBoundingClientRect() }),
        PATIENCE_MS,
      );
    };
    const wired: [string, (event: Event) => void][] = [
      ['pointerover', show],
      ['focusin', show],
      ['pointerleave', hide],
      ['focusout', hide],
      ['pointerdown', hide],
    ];
    for (const [name, handle] of wired) table.addEventListener(name, handle);
    addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      for (const [name, handle] of wired) table.removeEventListener(name, handle);
      removeEventListener('scroll', hide, true);
    };
  }, [grid]);
  return peeked;
}
