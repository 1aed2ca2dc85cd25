import { FOUND_ITEM_STATUSES } from '@hostelry/contracts/lifecycles';
import { Button, Card, Group, Kbd, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconHandGrab, IconMapPin, IconPlus, IconTrash, IconUmbrella, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { foundItemsQuery, type FoundItemRow } from './queries.ts';
import { ReportPanel, type Report } from './ReportPanel.tsx';
import { useAct } from './useAct.ts';

/** What guests left behind: where it is, whose it probably is, and until when the house keeps it. */
export default function FoundItemsScreen() {
  return <HotelOnly>{(hotel) => <FoundItems key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

const NEW: Report = { what: 'found', room: null };

function FoundItems({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const { q, status } = useSearch({
    strict: false,
    select: (search: { q?: string; status?: string }) => ({ q: search.q ?? '', status: search.status ?? 'KEPT' }),
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const go = (next: object) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...next })) as never, replace: true });
  const mayWork = useMay('housekeeping.work');
  const [report, setReport] = useState<Report | null>(null);
  useShortcut('n', 'housekeeping:found.new', mayWork ? () => setReport(NEW) : undefined);
  const { data, error, refetch } = useQuery(foundItemsQuery(hotel.id, { q: q || undefined, status }));
  return (
    <Stack gap="md">
      <PageHeader
        title={t('found.title')}
        hint={hotel.name}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            rightSection={
              <Kbd size="xs" visibleFrom="md">
                n
              </Kbd>
            }
            disabled={!mayWork}
            title={mayWork ? undefined : t('may_not_work')}
            onClick={() => setReport(NEW)}
          >
            {t('found.new')}
          </Button>
        }
      />
      <Group gap="sm">
        <SearchInput
          value={q}
          onChange={(next) => go({ q: next || undefined })}
          label={t('found.search')}
          clearLabel={t('board.clear')}
          width={280}
        />
        <SegmentedControl
          size="md"
          value={status}
          onChange={(next) => go({ status: next })}
          aria-label={t('found.show')}
          data={FOUND_ITEM_STATUSES.map((value) => ({ value, label: t(`status:found.${value}`) }))}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ScreenPending />}
      {data?.data.length === 0 && (
        <EmptyState
          icon={IconUmbrella}
          title={t(q ? 'board.nothing_fits' : 'found.none')}
          hint={t('found.none_hint')}
        />
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {data?.data.map((item) => (
          <FoundCard key={item.id} item={item} business_date={hotel.business_date} />
        ))}
      </SimpleGrid>
      <ReportPanel hotel={hotel} report={report} onClose={() => setReport(null)} />
    </Stack>
  );
}

function FoundCard({ item, business_date }: { item: FoundItemRow; business_date: string }) {
  const { t } = useTranslation('housekeeping');
  return (
    <Card withBorder radius="md" component="article" aria-label={item.description}>
      <Stack gap={8} h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={650}>{item.description}</Text>
          <StatusBadge kind="found" value={item.status} />
        </Group>
        <Group gap={6} wrap="nowrap">
          <IconMapPin size={16} aria-hidden />
          <Text size="sm">
            <bdi>{item.room_number ? t('room_number', { number: item.room_number }) : item.place}</bdi> ·{' '}
            <DateText value={item.found_on} /> · <bdi>{item.found_by_name}</bdi>
          </Text>
        </Group>
        {item.guest_name && (
          <Group gap={6} wrap="nowrap">
            <IconUser size={16} aria-hidden />
            <Text size="sm">
              {t('found.probably')} <bdi>{item.guest_name}</bdi>
            </Text>
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {item.stored_at && `${item.stored_at} · `}
          {item.handed_to ? (
            <>
              {t('found.handed_to')} <bdi>{item.handed_to}</bdi>
            </>
          ) : (
            <>
              {t('found.keep_until')} <DateText value={item.keep_until} />
            </>
          )}
        </Text>
        {item.status === 'KEPT' && <Close item={item} business_date={business_date} />}
      </Stack>
    </Card>
  );
}

function Close({ item, business_date }: { item: FoundItemRow; business_date: string }) {
  const { t } = useTranslation('housekeeping');
  const mayWork = useMay('housekeeping.work');
  const mayDispose = useMay('housekeeping.manage');
  const [to, setTo] = useState<string | null>(null);
  const close = useAct();
  if (!mayWork) return null;
  const body = { version: item.version };
  if (to !== null) {
    return (
      <Group align="flex-end" gap="xs" wrap="nowrap" mt="auto">
        <TextInput
          flex={1}
          size="md"
          label={t('found.to_whom')}
          data-autofocus
          maxLength={200}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          mih={44}
          disabled={!to.trim()}
          loading={close.isPending}
          onClick={() =>
            close.mutate({ path: `found-items/${item.id}/return`, body: { handed_to: to.trim(), ...body } })
          }
        >
          {t('found.return')}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs" mt="auto">
      <ActButton icon={IconHandGrab} variant="light" onClick={() => setTo(item.guest_name ?? '')}>
        {t('found.return')}
      </ActButton>
      <ActButton
        icon={IconTrash}
        variant="default"
        refused={
          !mayDispose ? t('may_not_manage') : item.keep_until > business_date ? t('found.still_kept') : undefined
        }
        loading={close.isPending}
        onClick={() => close.mutate({ path: `found-items/${item.id}/dispose`, body })}
      >
        {t('found.dispose')}
      </ActButton>
    </Group>
  );
}
