import {
  RESTRICTION_RULES,
  YES_OR_NO_RULES,
  type RestrictionRule,
  type RestrictionsChanged,
} from '@hostelry/contracts/restrictions';
import { Button, Divider, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { addDays, type NightRange } from '../rooms/nights.ts';
import { isWhole, RangeFields, type EditedRange } from '../rooms/RangeFields.tsx';
import { EVERY_DAY } from '../rooms/WeekdayChips.tsx';
import { HOUSE } from './marks.ts';

interface EditRestrictionsProps {
  hotel: Hotel;
  /** The nights that were chosen in the grid; null keeps the panel shut. */
  range: NightRange | null;
  rate_plan_id: string | null;
  channel: string | null;
  /** What the plan and channel are called, where they are chosen. */
  about: string;
  onClose: () => void;
}

/** The panel that sets or takes away restrictions over a range, on some weekdays, for some types. */
export function EditRestrictions({ range, onClose, ...rest }: EditRestrictionsProps) {
  const { t } = useTranslation('restrictions');
  return (
    <SidePanel
      opened={range !== null}
      onClose={onClose}
      title={t('edit.title')}
      closeLabel={t('edit.close')}
      width={560}
    >
      {range && <Form {...rest} range={range} onClose={onClose} />}
    </SidePanel>
  );
}

const ACTS = ['keep', 'set', 'lift', 'clear'] as const;
type Act = (typeof ACTS)[number];
type Wish = { act: Act; value: number | null };

function Form({ hotel, range, rate_plan_id, channel, about, onClose }: EditRestrictionsProps & { range: NightRange }) {
  const { t } = useTranslation('restrictions');
  const client = useQueryClient();
  const [nights, setNights] = useState<EditedRange>({
    first: range.first,
    last: range.last,
    weekdays: [...EVERY_DAY],
    room_type_ids: range.room_type_id === HOUSE ? [] : [range.room_type_id],
  });
  const [wishes, setWishes] = useState<Partial<Record<RestrictionRule, Wish>>>({});
  const wanted = RESTRICTION_RULES.flatMap((rule) => {
    const wish = wishes[rule];
    if (!wish || wish.act === 'keep') return [];
    if (wish.act === 'set') return [{ rule, value: YES_OR_NO_RULES.includes(rule) ? 1 : wish.value }];
    return [{ rule, value: wish.act === 'lift' ? 0 : null }];
  });
  const unfinished = RESTRICTION_RULES.some(
    (rule) => wishes[rule]?.act === 'set' && !YES_OR_NO_RULES.includes(rule) && !wishes[rule].value,
  );

  const save = useMutation({
    mutationFn: () =>
      api.put<Static<typeof RestrictionsChanged>>('restrictions', {
        outlet_id: hotel.id,
        start_date: nights.first,
        end_date: addDays(nights.last!, 1),
        weekdays: nights.weekdays,
        ...(nights.room_type_ids.length > 0 && { room_type_ids: nights.room_type_ids }),
        ...(rate_plan_id && { rate_plan_ids: [rate_plan_id] }),
        ...(channel && { channels: [channel] }),
        rules: wanted,
      }),
    onSuccess: ({ set, cleared }) => {
      notifications.show({ color: 'teal', message: t('edit.done', { set, cleared }) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['restrictions'] }),
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        <RangeFields hotel_id={hotel.id} value={nights} onChange={setNights} allTypes={t('edit.whole_house')} />
        <Divider />
        {RESTRICTION_RULES.map((rule) => (
          <RuleField
            key={rule}
            rule={rule}
            wish={wishes[rule] ?? { act: 'keep', value: null }}
            onChange={(wish) => setWishes((all) => ({ ...all, [rule]: wish }))}
          />
        ))}
        {save.error && <ErrorState error={save.error} />}
        <Button
          type="submit"
          size="md"
          mih={48}
          loading={save.isPending}
          disabled={!isWhole(nights) || wanted.length === 0 || unfinished}
          title={wanted.length === 0 ? t('edit.nothing_chosen') : undefined}
        >
          {t('edit.submit')}
        </Button>
      </Stack>
    </form>
  );
}

interface RuleFieldProps {
  rule: RestrictionRule;
  wish: Wish;
  onChange: (wish: Wish) => void;
}

/** One rule: left as it is, set, lifted here, or taken away. */
function RuleField({ rule, wish, onChange }: RuleFieldProps) {
  const { t } = useTranslation('restrictions');
  const counted = !YES_OR_NO_RULES.includes(rule);
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <Text size="sm" fw={wish.act === 'keep' ? 400 : 600} style={{ flex: 1 }} title={t(`hints.${rule}`)}>
        {t(`rules.${rule}`)}
      </Text>
      {counted && wish.act === 'set' && (
        <NumberInput
          size="md"
          w={84}
          aria-label={t(`rules.${rule}`)}
          value={wish.value ?? ''}
          onChange={(value) => onChange({ ...wish, value: typeof value === 'number' ? value : null })}
          allowDecimal={false}
          min={1}
          max={3_650}
          autoFocus
        />
      )}
      <Select
        size="md"
        w={150}
        aria-label={t('edit.what_with', { rule: t(`rules.${rule}`) })}
        data={ACTS.map((act) => ({ value: act, label: t(`edit.acts.${act}`) }))}
        value={wish.act}
        onChange={(act) => onChange({ ...wish, act: (act ?? 'keep') as Act })}
        allowDeselect={false}
      />
    </Group>
  );
}
