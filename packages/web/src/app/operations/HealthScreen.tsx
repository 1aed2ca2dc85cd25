import { Card, Group, Loader, SimpleGrid, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { request, unpack, urlOf } from '../api.ts';

interface Health {
  status: 'up' | 'degraded';
  uptime_seconds: number;
  parts: { name: string; up: boolean; latency_ms: number }[];
}

const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }): Promise<Health> => {
    const response = await request(urlOf('health'), { signal });
    // A house that is partly down answers 503 and still says which part; only other failures are errors.
    const body = (await response
      .clone()
      .json()
      .catch(() => null)) as { data?: Health } | null;
    return body?.data ?? (await unpack<Health>(response)).data;
  },
  refetchInterval: 10_000,
});

/** How each part of the house is, with its latency, every ten seconds. */
export default function HealthScreen() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(healthQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader type="dots" />;
  return (
    <>
      <PageHeader
        title={t('health.title')}
        badge={<StatusBadge kind="health" value={data.status === 'up' ? 'UP' : 'DEGRADED'} size="lg" />}
        hint={
          <>
            {t('health.uptime')}{' '}
            <NumberText
              value={Math.floor(data.uptime_seconds / 60)}
              options={{ style: 'unit', unit: 'minute', unitDisplay: 'long' }}
            />
          </>
        }
      />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {data.parts.map((part) => (
          <Card key={part.name} withBorder padding="lg">
            <Group justify="space-between" mb="xs">
              <Text fw={600}>{t(`health.parts.${part.name}`, { defaultValue: part.name })}</Text>
              <StatusBadge kind="health" value={part.up ? 'UP' : 'DOWN'} />
            </Group>
            <Text size="xl" fw={650}>
              <NumberText value={part.latency_ms} options={{ maximumFractionDigits: 1 }} />{' '}
              <Text span size="sm" c="dimmed">
                ms
              </Text>
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </>
  );
}
