import type { ServiceNode, TableSession } from '@hostelry/contracts';
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArmchair } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { Stepper } from '../orders/Stepper.tsx';
import { useFloorAct } from './useFloorAct.ts';

interface SeatFormProps {
  node: ServiceNode;
  onDone: () => void;
}

/** How many guests sit down: one tap for the usual numbers, the stepper for a party. */
export function SeatForm({ node, onDone }: SeatFormProps) {
  const { t } = useTranslation('floor');
  const [guest_count, setGuests] = useState(Math.max(1, Math.min(2, node.capacity)));
  const seating = useFloorAct<TableSession, number>(
    (guests) => ({ path: 'table-sessions', body: { node_id: node.id, guest_count: guests } }),
    onDone,
  );
  const usual = Array.from({ length: Math.min(8, Math.max(node.capacity, 4)) }, (_, index) => index + 1);
  return (
    <Stack gap="sm" role="group" aria-label={t('seat.title')}>
      <Text fw={600}>{t('seat.title')}</Text>
      <SimpleGrid cols={4} spacing="xs">
        {usual.map((guests) => (
          <Button
            key={guests}
            h="var(--touch-pos)"
            px={0}
            variant={guests === guest_count ? 'filled' : 'default'}
            aria-pressed={guests === guest_count}
            onClick={() => setGuests(guests)}
          >
            <NumberText value={guests} />
          </Button>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {guest_count > node.capacity
            ? t('seat.more_than_seats', { count: node.capacity })
            : t('seats', { count: node.capacity })}
        </Text>
        <Stepper value={guest_count} min={1} label={t('seat.guests')} onChange={setGuests} />
      </Group>
      {seating.error && <ErrorState error={seating.error} />}
      <Group grow>
        <Button variant="default" h="var(--touch-pos)" onClick={onDone}>
          {t('seat.not_now')}
        </Button>
        <TouchButton
          leftSection={<IconArmchair aria-hidden />}
          loading={seating.isPending}
          onClick={() => seating.mutate(guest_count)}
        >
          {t('seat.confirm')}
        </TouchButton>
      </Group>
    </Stack>
  );
}
