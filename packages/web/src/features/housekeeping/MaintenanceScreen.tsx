import { MAINTENANCE_STATUSES, type MaintenanceStatus } from '@hostelry/contracts/lifecycles';
import { Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { IconPlus, IconTool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import classes from './board.module.css';
import { ticketsQuery, type TicketRow } from './queries.ts';
import { ReportPanel, type Report } from './ReportPanel.tsx';
import { TicketCard } from './TicketCard.tsx';

/** What is broken, by how far its repair has got. */
export default function MaintenanceScreen() {
  return <HotelOnly>{(hotel) => <Maintenance key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

const NEW: Report = { what: 'fault', room: null };
/** Verified repairs are history; the board shows the latest of them. */
const MOST_VERIFIED = 10;

function Maintenance({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const q = useSearch({ strict: false, select: (search: { q?: string }) => search.q ?? '' });
  const navigate = useNavigate();
  const mayWork = useMay('housekeeping.work');
  const [report, setReport] = useState<Report | null>(null);
  const { data, error, refetch } = useQuery(
    ticketsQuery(hotel.id, { q: q || undefined, is_open: true, sort: 'priority' }),
  );
  const { data: verified } = useQuery(ticketsQuery(hotel.id, { q: q || undefined, status: 'VERIFIED' }));
  useShortcut('n', 'housekeeping:tickets.new', mayWork ? () => setReport(NEW) : undefined);
  const tickets = [...(data?.data ?? []), ...(verified?.data.slice(0, MOST_VERIFIED) ?? [])];
  return (
    <>
      <PageHeader
        title={t('tickets.title')}
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
            {t('tickets.new')}
          </Button>
        }
      />
      <Group mb="md">
        <SearchInput
          value={q}
          onChange={(next) =>
            void navigate({
              to: '.',
              search: ((now: object) => ({ ...now, q: next || undefined })) as never,
              replace: true,
            })
          }
          label={t('tickets.search')}
          clearLabel={t('board.clear')}
          width={280}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ScreenPending />}
      {data && tickets.length === 0 && (
        <EmptyState
          icon={IconTool}
          title={t(q ? 'board.nothing_fits' : 'tickets.none')}
          hint={t('tickets.none_hint')}
        />
      )}
      {tickets.length > 0 && (
        <div className={classes.columns}>
          {MAINTENANCE_STATUSES.map((status) => (
            <Column key={status} status={status} tickets={tickets.filter((ticket) => ticket.status === status)} />
          ))}
        </div>
      )}
      <ReportPanel hotel={hotel} report={report} onClose={() => setReport(null)} />
    </>
  );
}

function Column({ status, tickets }: { status: MaintenanceStatus; tickets: readonly TicketRow[] }) {
  const { t } = useTranslation('housekeeping');
  return (
    <section aria-label={t(`status:maintenance.${status}`)}>
      <Group gap="xs" mb="sm">
        <StatusBadge kind="maintenance" value={status} size="lg" />
        <Text c="dimmed">
          <NumberText value={tickets.length} />
        </Text>
      </Group>
      <Stack gap="sm">
        {tickets.map((ticket) => (
          <TicketCard key={ticket.id} ticket={ticket} />
        ))}
      </Stack>
    </section>
  );
}
