import { Button, CloseButton, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/Dates.tsx';
import classes from './AvailabilityGrid.module.css';
import { addDays, nightsBetween, unitsOver, type Calendar, type NightRange } from './nights.ts';

interface SelectionBarProps {
  calendar: Calendar;
  range: NightRange;
  onBook: (range: NightRange) => void;
  onClear: () => void;
}

const SHORT: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

/** What is selected, in words, with the one thing to do with it; for fingers and for the keyboard. */
export function SelectionBar({ calendar, range, onBook, onClear }: SelectionBarProps) {
  const { t } = useTranslation('rooms');
  const type = calendar.room_types.find(({ id }) => id === range.room_type_id);
  if (!type) return null;
  const departure = addDays(range.last, 1);
  const units = unitsOver(type, range.first, departure);
  return (
    <Paper className={classes.bar} withBorder shadow="md" p="sm" role="status">
      <Group justify="space-between" gap="sm">
        <Stack gap={0}>
          <Text fw={600} size="sm">
            {type.name} · {t('selection.nights', { count: nightsBetween(range.first, departure) })}
          </Text>
          <Text size="sm" c="dimmed">
            <DateText value={range.first} options={SHORT} /> – <DateText value={departure} options={SHORT} />
            {units !== null && <> · {t('selection.left', { count: units })}</>}
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap" ms="auto">
          <CloseButton size={44} aria-label={t('selection.clear')} onClick={onClear} />
          <Button h={48} onClick={() => onBook(range)}>
            {t('selection.book')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
