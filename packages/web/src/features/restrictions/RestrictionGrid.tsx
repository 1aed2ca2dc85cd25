import { Button, CloseButton, Group, Paper, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../ui/place.ts';
import { addDays, holds, isWeekend, nightsBetween, type NightRange } from '../rooms/nights.ts';
import type { RoomTypeRow } from '../rooms/queries.ts';
import { useGridSelection } from '../rooms/useGridSelection.ts';
import { byDate, HOUSE, marksOf, type RestrictionRow } from './marks.ts';
import { MarkBadge, markWords } from './MarkBadge.tsx';
import classes from './RestrictionsScreen.module.css';

interface RestrictionGridProps {
  types: readonly RoomTypeRow[];
  dates: readonly string[];
  business_date: string;
  restrictions: readonly RestrictionRow[];
  rate_plan_id: string | null;
  channel: string | null;
  mayEdit: boolean;
  editing: boolean;
  onReach: (date: string) => void;
  onEdit: (range: NightRange) => void;
}

/** The house and its types × nights. Drag, or Shift with the arrows and Enter, chooses nights to edit. */
export function RestrictionGrid(props: RestrictionGridProps) {
  const { types, dates, business_date, restrictions, mayEdit, editing, onReach, onEdit } = props;
  const { t } = useTranslation('restrictions');
  const { locale } = usePlace();
  const lines = useMemo(
    () => [{ id: HOUSE, name: t('house') }, ...types.map(({ id, name }) => ({ id, name }))],
    [types, t],
  );
  const selection = useGridSelection({
    rows: lines.map(({ id }) => id),
    dates,
    earliest: business_date,
    enabled: mayEdit,
    booking: editing,
    onReach,
    onBook: onEdit,
  });
  const days = useMemo(() => byDate(restrictions), [restrictions]);
  const words = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const { range, clear } = selection;
  return (
    <>
      <div className={classes.frame}>
        <table
          role="grid"
          aria-label={t('title')}
          aria-readonly={!mayEdit}
          ref={selection.grid}
          className={classes.grid}
          {...selection.handlers}
        >
          <thead>
            <tr role="row">
              <th scope="col" role="columnheader" className={classes.corner} />
              {dates.map((date) => (
                <th
                  key={date}
                  scope="col"
                  role="columnheader"
                  className={classes.date}
                  data-weekend={isWeekend(date) || undefined}
                >
                  <Text span inherit c="dimmed" fw={400}>
                    {weekday.format(new Date(date))}
                  </Text>
                  <span>{short.format(new Date(date))}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} {...props} line={line} days={days} selection={selection} words={words} />
            ))}
          </tbody>
        </table>
      </div>
      {range && !editing && (
        <ChosenNights
          range={range}
          name={lines.find(({ id }) => id === range.room_type_id)?.name ?? ''}
          onEdit={onEdit}
          onClear={clear}
        />
      )}
    </>
  );
}

interface LineProps extends RestrictionGridProps {
  line: { id: string; name: string };
  days: ReadonlyMap<string, RestrictionRow[]>;
  selection: ReturnType<typeof useGridSelection>;
  words: Intl.DateTimeFormat;
}

/** The house or one type with its nights. */
function Line({ line, days, selection, words, dates, business_date, rate_plan_id, channel }: LineProps) {
  const { t } = useTranslation('restrictions');
  const { stop, range } = selection;
  return (
    <tr role="row">
      <th scope="row" role="rowheader" className={classes.type}>
        <Text fw={600} size="sm" lh={1.25} lineClamp={2}>
          {line.name}
        </Text>
      </th>
      {dates.map((date) => {
        const room_type_id = line.id === HOUSE ? null : line.id;
        const marks = marksOf(days.get(date), { room_type_id, rate_plan_id, channel });
        const said = marks.map((mark) => markWords(t, mark)).join('; ');
        return (
          <td
            key={date}
            role="gridcell"
            className={classes.cell}
            tabIndex={stop.room_type_id === line.id && stop.date === date ? 0 : -1}
            aria-label={t('cell', { name: line.name, day: words.format(new Date(date)), said: said || t('nothing') })}
            aria-selected={holds(range, line.id, date)}
            data-row={line.id}
            data-night={date}
            data-weekend={isWeekend(date) || undefined}
            data-past={date < business_date || undefined}
            data-selected={holds(range, line.id, date) || undefined}
          >
            {marks.map((mark) => (
              <MarkBadge key={mark.rule} mark={mark} />
            ))}
          </td>
        );
      })}
    </tr>
  );
}

interface ChosenNightsProps {
  range: NightRange;
  name: string;
  onEdit: (range: NightRange) => void;
  onClear: () => void;
}

/** What is chosen by touch or keyboard, with the one thing to do with it. */
function ChosenNights({ range, name, onEdit, onClear }: ChosenNightsProps) {
  const { t } = useTranslation(['restrictions', 'rooms']);
  return (
    <Paper className={classes.bar} withBorder shadow="md" p="sm" role="status">
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text fw={600} size="sm">
          {name} · {t('rooms:selection.nights', { count: nightsBetween(range.first, addDays(range.last, 1)) })}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <CloseButton size={44} aria-label={t('rooms:selection.clear')} onClick={onClear} />
          <Button h={48} onClick={() => onEdit(range)}>
            {t('edit.open')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
