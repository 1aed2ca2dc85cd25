import { TURN_DOWN_FOR, type HousekeepingSettings } from '@hostelry/contracts/housekeeping';
import { NumberInput, Select, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { HOUSEKEEPING } from './queries.ts';
import { useAct } from './useAct.ts';

type Settings = Static<typeof HousekeepingSettings>;

const settingsQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: [...HOUSEKEEPING, 'settings', outlet_id],
    queryFn: ({ signal }) => api.get<Settings>('housekeeping/settings', { outlet_id }, signal),
  });

interface SettingsPanelProps {
  hotel: Hotel;
  opened: boolean;
  onClose: () => void;
}

/** How the house cleans: linen, inspection, turn-down, how long found things are kept, and what each kind of work counts. */
export function SettingsPanel({ hotel, opened, onClose }: SettingsPanelProps) {
  const { t } = useTranslation('housekeeping');
  const { data, error } = useQuery({ ...settingsQuery(hotel.id), enabled: opened });
  return (
    <SidePanel opened={opened} onClose={onClose} title={t('settings.title')} closeLabel={t('close')} width={440}>
      {error && <ErrorState error={error} />}
      {data && <SettingsForm key={data.version} settings={data} onDone={onClose} />}
    </SidePanel>
  );
}

function SettingsForm({ settings, onDone }: { settings: Settings; onDone: () => void }) {
  const { t } = useTranslation('housekeeping');
  const [values, set] = useState(settings);
  const save = useAct({ quiet: true, onDone });
  const change = (next: Partial<Settings>) => set((now) => ({ ...now, ...next }));
  const { outlet_id, ...body } = values;
  return (
    <Stack gap="md">
      <NumberInput
        label={t('settings.linen')}
        size="md"
        min={1}
        max={30}
        value={values.linen_every_nights}
        onChange={(value) => typeof value === 'number' && change({ linen_every_nights: value })}
      />
      <Select
        label={t('settings.turn_down')}
        size="md"
        allowDeselect={false}
        value={values.turn_down_for}
        onChange={(value) => value && change({ turn_down_for: value as Settings['turn_down_for'] })}
        data={TURN_DOWN_FOR.map((value) => ({ value, label: t(`settings.turn_down_for.${value}`) }))}
      />
      <NumberInput
        label={t('settings.keep_found')}
        size="md"
        min={1}
        max={3_650}
        value={values.keep_found_days}
        onChange={(value) => typeof value === 'number' && change({ keep_found_days: value })}
      />
      <Switch
        size="md"
        label={t('settings.inspects')}
        checked={values.inspects}
        onChange={(event) => change({ inspects: event.currentTarget.checked })}
      />
      <Text fw={600}>{t('settings.credits')}</Text>
      <SimpleGrid cols={2} spacing="sm">
        {values.credits.map((credit, index) =>
          credit.room_type_id === null ? (
            <NumberInput
              key={credit.kind}
              label={t(`kinds.${credit.kind}`)}
              size="md"
              min={0}
              max={600}
              value={credit.minutes}
              onChange={(minutes) =>
                typeof minutes === 'number' && change({ credits: values.credits.with(index, { ...credit, minutes }) })
              }
            />
          ) : null,
        )}
      </SimpleGrid>
      {save.error && <ErrorState error={save.error} />}
      <TouchButton
        loading={save.isPending}
        onClick={() => save.mutate({ method: 'PATCH', path: `housekeeping/settings/${outlet_id}`, body })}
      >
        {t('save')}
      </TouchButton>
    </Stack>
  );
}
