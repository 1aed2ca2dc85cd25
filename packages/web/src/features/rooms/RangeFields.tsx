import { Group, MultiSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { roomTypesQuery } from './queries.ts';
import { WeekdayChips } from './WeekdayChips.tsx';

/** Which nights of which types a bulk edit reaches. */
export interface EditedRange {
  first: string | null;
  last: string | null;
  weekdays: number[];
  /** None: the hotel as a whole. */
  room_type_ids: string[];
}

interface RangeFieldsProps {
  hotel_id: string;
  value: EditedRange;
  onChange: (range: EditedRange) => void;
  /** What an empty choice of types means. */
  allTypes: string;
  /** The edit is of the house as a whole, so types are not asked for. */
  noTypes?: boolean;
}

export const isWhole = (range: EditedRange): range is EditedRange & { first: string; last: string } =>
  range.first !== null && range.last !== null && range.first <= range.last && range.weekdays.length > 0;

/** First and last night, days of the week, room types. */
export function RangeFields({ hotel_id, value, onChange, allTypes, noTypes }: RangeFieldsProps) {
  const { t } = useTranslation('rooms');
  const { data: types = [] } = useQuery(roomTypesQuery(hotel_id));
  const set = (change: Partial<EditedRange>) => onChange({ ...value, ...change });
  return (
    <Stack>
      <Group grow>
        <CivilDateInput
          size="md"
          label={t('edit.first')}
          value={value.first}
          onChange={(first) => set({ first, last: first && value.last && value.last < first ? first : value.last })}
        />
        <CivilDateInput
          size="md"
          label={t('edit.last')}
          value={value.last}
          minDate={value.first ?? undefined}
          onChange={(last) => set({ last })}
        />
      </Group>
      <WeekdayChips value={value.weekdays} onChange={(weekdays) => set({ weekdays })} />
      {!noTypes && (
        <MultiSelect
          size="md"
          label={t('edit.types')}
          placeholder={value.room_type_ids.length === 0 ? allTypes : undefined}
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.room_type_ids}
          onChange={(room_type_ids) => set({ room_type_ids })}
          clearable
          hidePickedOptions
        />
      )}
    </Stack>
  );
}
