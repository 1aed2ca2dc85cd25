import type { CalendarEdited } from '@hostelry/contracts/inventory';
import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { Hotel } from './HotelOnly.tsx';
import { addDays } from './nights.ts';
import { isWhole, RangeFields, type EditedRange } from './RangeFields.tsx';
import { EVERY_DAY } from './WeekdayChips.tsx';

interface EditNightsProps {
  hotel: Hotel;
  opened: boolean;
  onClose: () => void;
}

/** Many nights at once: closed or opened, sold beyond their rooms, or the house limited as a whole. */
export function EditNights({ hotel, opened, onClose }: EditNightsProps) {
  const { t } = useTranslation('rooms');
  return (
    <SidePanel opened={opened} onClose={onClose} title={t('edit.title')} closeLabel={t('preload.close')} width={520}>
      {opened && <Form hotel={hotel} onClose={onClose} />}
    </SidePanel>
  );
}

const ACTS = ['close', 'open', 'sell_beyond', 'limit_house', 'free_house'] as const;
type Act = (typeof ACTS)[number];

function Form({ hotel, onClose }: { hotel: Hotel; onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const client = useQueryClient();
  const [range, setRange] = useState<EditedRange>({
    first: hotel.business_date,
    last: addDays(hotel.business_date, 6),
    weekdays: [...EVERY_DAY],
    room_type_ids: [],
  });
  const [act, setAct] = useState<Act>('close');
  const [kind, setKind] = useState<'FLAT' | 'PERCENT'>('FLAT');
  const [value, setValue] = useState<number | null>(null);
  const counts = act === 'sell_beyond' || act === 'limit_house';
  const ofHouse = act === 'limit_house' || act === 'free_house';

  const save = useMutation({
    mutationFn: () =>
      api.post<Static<typeof CalendarEdited>>('inventory/bulk', {
        outlet_id: hotel.id,
        start_date: range.first,
        end_date: addDays(range.last!, 1),
        weekdays: range.weekdays,
        ...(!ofHouse && range.room_type_ids.length > 0 && { room_type_ids: range.room_type_ids }),
        ...(act === 'close' && { is_closed: true }),
        ...(act === 'open' && { is_closed: false }),
        ...(act === 'sell_beyond' && { sell_limit: { kind, value } }),
        ...(act === 'limit_house' && { house_limit: value }),
        ...(act === 'free_house' && { house_limit: null }),
      }),
    onSuccess: () => {
      notifications.show({ color: 'teal', message: t('edit.done') });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['inventory'] }),
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Select
          size="md"
          label={t('edit.act')}
          data={ACTS.map((each) => ({ value: each, label: t(`edit.acts.${each}`) }))}
          value={act}
          onChange={(chosen) => setAct((chosen ?? 'close') as Act)}
          allowDeselect={false}
          data-autofocus
        />
        <Text size="sm" c="dimmed">
          {t(`edit.hints.${act}`)}
        </Text>
        {counts && (
          <Group grow align="flex-end">
            <NumberInput
              size="md"
              label={t(act === 'limit_house' ? 'edit.most' : 'edit.beyond')}
              value={value ?? ''}
              onChange={(entered) => setValue(typeof entered === 'number' ? entered : null)}
              allowDecimal={false}
              min={0}
              max={act === 'sell_beyond' && kind === 'PERCENT' ? 100 : undefined}
              required
            />
            {act === 'sell_beyond' && (
              <Select
                size="md"
                aria-label={t('edit.kind')}
                data={[
                  { value: 'FLAT', label: t('edit.kinds.FLAT') },
                  { value: 'PERCENT', label: t('edit.kinds.PERCENT') },
                ]}
                value={kind}
                onChange={(chosen) => setKind(chosen === 'PERCENT' ? 'PERCENT' : 'FLAT')}
                allowDeselect={false}
              />
            )}
          </Group>
        )}
        <RangeFields
          hotel_id={hotel.id}
          value={range}
          onChange={setRange}
          allTypes={t('preload.all_types')}
          noTypes={ofHouse}
        />
        {save.error && <ErrorState error={save.error} />}
        <Button
          type="submit"
          size="md"
          mih={48}
          loading={save.isPending}
          disabled={!isWhole(range) || (counts && value === null)}
        >
          {t('edit.submit')}
        </Button>
      </Stack>
    </form>
  );
}
