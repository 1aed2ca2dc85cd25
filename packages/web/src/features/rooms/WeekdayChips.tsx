import { Chip, Group, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../ui/place.ts';

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface WeekdayChipsProps {
  value: readonly number[];
  onChange: (days: number[]) => void;
}

/** The days of the week that a bulk edit is for; Monday is 1. */
export function WeekdayChips({ value, onChange }: WeekdayChipsProps) {
  const { t } = useTranslation('rooms');
  const { locale } = usePlace();
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <Input.Wrapper label={t('edit.weekdays')} error={value.length === 0 ? t('edit.weekdays_none') : undefined}>
      <Chip.Group multiple value={value.map(String)} onChange={(days) => onChange(days.map(Number).sort())}>
        <Group gap={6} mt={4}>
          {EVERY_DAY.map((day) => (
            <Chip key={day} value={String(day)} size="md" radius="sm">
              {short.format(new Date(A_MONDAY + (day - 1) * DAY_MS))}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
