import { Group, Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { DeviceSummary } from '@hostelry/contracts/devices';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AgoText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { binsIn, readingsIn, type Bin } from './readings.ts';

/** What the machine measures now, and how full its bins are. */
export function Readings({ device }: { device: DeviceSummary }) {
  const { t } = useTranslation('devices');
  const telemetry = device.latest.find(({ kind }) => kind === 'telemetry');
  const bins = binsIn(device.latest.find(({ kind }) => kind === 'bins')?.data);
  if (!telemetry && bins.length === 0)
    return <EmptyState icon={IconGauge} title={t('readings.empty')} hint={t('readings.empty_hint')} />;
  const names = new Set(bins.map((bin) => bin.name));
  return (
    <Stack>
      {telemetry && (
        <>
          <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm">
            {readingsIn(telemetry.data)
              .filter(({ name }) => !names.has(name))
              .map((reading) => (
                <Paper key={reading.name} withBorder p="sm" radius="md">
                  <Text size="xs" c="dimmed">
                    <Named name={reading.name} />
                  </Text>
                  <Text fw={650} size="lg">
                    {typeof reading.value === 'number' ? (
                      <NumberText value={reading.value} />
                    ) : (
                      <bdi>{reading.value}</bdi>
                    )}
                    {reading.unit && (
                      <>
                        {' '}
                        <Text component="bdi" size="sm" c="dimmed">
                          {reading.unit}
                        </Text>
                      </>
                    )}
                  </Text>
                </Paper>
              ))}
          </SimpleGrid>
          <Text size="xs" c="dimmed" role="status">
            {t('readings.measured')} <AgoText value={telemetry.received_at} />
          </Text>
        </>
      )}
      {bins.map((bin) => (
        <Level key={bin.name} bin={bin} />
      ))}
    </Stack>
  );
}

/** A reading’s own name in the reader’s language where we know it; machines may send others. */
function Named({ name }: { name: string }) {
  const { t } = useTranslation('devices');
  return <bdi>{t(`readings.names.${name}`, { defaultValue: name.replaceAll('_', ' ') })}</bdi>;
}

function Level({ bin }: { bin: Bin }) {
  const { t } = useTranslation('devices');
  const low = bin.share < 0.2;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={550}>
          <Named name={bin.name} />
        </Text>
        <Text size="sm" c={low ? 'red' : 'dimmed'}>
          {low && `${t('readings.low')} · `}
          <NumberText value={bin.share} options={{ style: 'percent' }} />
        </Text>
      </Group>
      <Progress value={bin.share * 100} color={low ? 'red' : 'green'} size="lg" aria-label={bin.name} />
    </div>
  );
}
