import { Alert, Button, Group, Modal, Progress, Select, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryPreloaded } from '@hostelry/contracts/rooms';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from './HotelOnly.tsx';
import { addDays } from './nights.ts';
import { roomTypesQuery } from './queries.ts';

interface PreloadNightsProps {
  hotel: Hotel;
  opened: boolean;
  onClose: () => void;
}

const ALL = 'all';

/** Opens nights for sale: one room type or all of them, between two dates. Nights already open stay as they are. */
export function PreloadNights({ hotel, opened, onClose }: PreloadNightsProps) {
  const { t } = useTranslation('rooms');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('preload.title')}
      closeButtonProps={{ 'aria-label': t('preload.close') }}
    >
      {opened && <Preload hotel={hotel} onClose={onClose} />}
    </Modal>
  );
}

function Preload({ hotel, onClose }: { hotel: Hotel; onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const client = useQueryClient();
  const { data: types = [] } = useQuery(roomTypesQuery(hotel.id));
  const [chosen, setChosen] = useState<string>(ALL);
  const [start_date, setStart] = useState<string | null>(hotel.business_date);
  const [end_date, setEnd] = useState<string | null>(addDays(hotel.business_date, 400));
  const [done, setDone] = useState(0);
  const wanted = types.filter(({ id }) => chosen === ALL || id === chosen);

  const load = useMutation({
    mutationFn: async () => {
      setDone(0);
      let added = 0;
      // One type after the other: each is an act of its own, and the bar shows how far it is.
      for (const { id } of wanted) {
        added += (
          await api.post<Static<typeof InventoryPreloaded>>('inventory/preload', {
            room_type_id: id,
            start_date,
            end_date,
          })
        ).added;
        setDone((count) => count + 1);
      }
      return added;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['inventory'] }),
  });

  if (load.isSuccess) {
    return (
      <Stack>
        <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('preload.done', { count: load.data })} />
        <Group justify="flex-end">
          <Button mih={48} data-autofocus onClick={onClose}>
            {t('preload.close')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        load.mutate();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('preload.hint')}
        </Text>
        <Select
          label={t('grid.room_type')}
          value={chosen}
          onChange={(value) => setChosen(value ?? ALL)}
          data={[
            { value: ALL, label: t('preload.all_types') },
            ...types.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          allowDeselect={false}
        />
        <Group grow>
          <CivilDateInput label={t('preload.first')} value={start_date} onChange={setStart} />
          <CivilDateInput
            label={t('preload.end')}
            value={end_date}
            onChange={setEnd}
            minDate={start_date ? addDays(start_date, 1) : undefined}
          />
        </Group>
        {load.isPending && (
          <Progress value={(100 * done) / Math.max(1, wanted.length)} animated aria-label={t('preload.title')} />
        )}
        {load.error && <ErrorState error={load.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            mih={48}
            loading={load.isPending}
            disabled={!start_date || !end_date || wanted.length === 0}
          >
            {t('preload.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
