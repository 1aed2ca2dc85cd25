import { Card, Group, SegmentedControl, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { AgoText, TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ActButton } from '../../ui/ActButton.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { discrepanciesQuery, type DiscrepancyRow } from './queries.ts';
import { useAct } from './useAct.ts';

/** Rooms in which housekeeping saw something else than the desk has, to be found out about and resolved. */
export default function DiscrepanciesScreen() {
  return <HotelOnly>{(hotel) => <Discrepancies key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Discrepancies({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const show = useSearch({ strict: false, select: (search: { show?: string }) => search.show ?? 'open' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(discrepanciesQuery(hotel.id, { is_open: show === 'open' }));
  return (
    <Stack gap="md">
      <PageHeader title={t('discrepancies.title')} hint={t('discrepancies.hint')} />
      <SegmentedControl
        size="md"
        maw={360}
        value={show}
        onChange={(next) =>
          void navigate({ to: '.', search: ((now: object) => ({ ...now, show: next })) as never, replace: true })
        }
        aria-label={t('discrepancies.show')}
        data={['open', 'resolved'].map((value) => ({ value, label: t(`discrepancies.${value}`) }))}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ScreenPending />}
      {data?.data.length === 0 && (
        <EmptyState icon={IconEye} title={t(`discrepancies.none_${show}`)} hint={t('discrepancies.none_hint')} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {data?.data.map((row) => (
          <DiscrepancyCard key={row.id} row={row} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function DiscrepancyCard({ row }: { row: DiscrepancyRow }) {
  const { t } = useTranslation('housekeeping');
  return (
    <Card withBorder radius="md" component="article">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={700} fz="xl">
            <bdi>{row.room_number}</bdi>
          </Text>
          <StatusBadge kind="discrepancy" value={row.kind} size="lg" />
        </Group>
        <Text>{t(`discrepancies.${row.kind}_means`)}</Text>
        {row.note && <Text>“{row.note}”</Text>}
        <Text size="sm" c="dimmed">
          <bdi>{row.reported_by_name}</bdi> · <AgoText value={row.reported_at} />
        </Text>
        {row.resolved_at ? (
          <Text size="sm">
            {row.resolution} · <bdi>{row.resolved_by_name}</bdi>, <TimeText value={row.resolved_at} />
          </Text>
        ) : (
          <Resolve row={row} />
        )}
      </Stack>
    </Card>
  );
}

function Resolve({ row }: { row: DiscrepancyRow }) {
  const { t } = useTranslation('housekeeping');
  const may = useMay('reservations.check_in');
  const [resolution, setResolution] = useState('');
  const resolve = useAct();
  const refused = !may ? t('discrepancies.may_not') : resolution.trim() ? undefined : t('discrepancies.say_first');
  return (
    <>
      <Textarea
        label={t('discrepancies.resolution')}
        placeholder={t('discrepancies.resolution_hint')}
        size="md"
        autosize
        minRows={2}
        maxLength={1_000}
        disabled={!may}
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
      />
      <ActButton
        icon={IconCheck}
        refused={refused}
        loading={resolve.isPending}
        onClick={() =>
          resolve.mutate({
            path: `housekeeping/discrepancies/${row.id}/resolve`,
            body: { resolution: resolution.trim(), version: row.version },
          })
        }
      >
        {t('discrepancies.resolve')}
      </ActButton>
    </>
  );
}
