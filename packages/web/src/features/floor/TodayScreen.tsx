import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconArmchair, IconCash, IconClockExclamation, IconMap2, IconNotes } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet, type OutletRow } from '../../app/outlet.tsx';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { takingsQuery } from '../payments/queries.ts';
import classes from './floor.module.css';
import { NoTables } from './NoTables.tsx';
import { TableList } from './TableList.tsx';
import { countByStatus, LEGEND, type TableView } from './tables.ts';
import { useFloor } from './useFloor.ts';

/** What is going on in the restaurant right now, and what needs somebody. */
export default function TodayScreen() {
  const { outlet, loading } = useOutlet();
  if (outlet) return <Today outlet={outlet} />;
  return loading ? <Loader type="dots" /> : <NoTables />;
}

function Today({ outlet }: { outlet: OutletRow }) {
  const { t } = useTranslation('floor');
  const { tables, openOrders, loading, error, retry } = useFloor(outlet);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (loading) return <Loader type="dots" />;
  const late = tables.filter(({ status }) => status === 'RED').length;
  const guests = tables.reduce((sum, { node }) => sum + (node.guest_count ?? 0), 0);
  const seats = tables.reduce((sum, { node }) => sum + node.capacity, 0);
  return (
    <>
      <PageHeader
        title={t('today.title')}
        hint={outlet.name}
        actions={
          <Button component={Link} to="/floor" h={48} leftSection={<IconMap2 size={18} aria-hidden />}>
            {t('today.to_floor')}
          </Button>
        }
      />
      <div className={classes.tiles}>
        {tables.length > 0 && (
          <Tile
            icon={<IconArmchair aria-hidden />}
            label={t('today.guests')}
            note={t('seats', { count: seats })}
            to="/floor"
          >
            <NumberText value={guests} />
          </Tile>
        )}
        <Tile
          icon={<IconNotes aria-hidden />}
          label={t('today.open_orders')}
          note={t('today.due')}
          to="/orders?status=OPEN"
        >
          <NumberText value={openOrders.length} />
        </Tile>
        {tables.length > 0 && (
          <Tile
            icon={<IconClockExclamation aria-hidden />}
            label={t('today.late')}
            note={t('today.threshold', { minutes: outlet.wait_threshold_minutes })}
            to="/floor"
            alarm={late > 0}
          >
            <NumberText value={late} />
          </Tile>
        )}
        <Takings outlet={outlet} />
      </div>
      {tables.length === 0 ? <NoTables /> : <Tables tables={tables} />}
    </>
  );
}

/** How the tables stand, and those that need somebody now. */
function Tables({ tables }: { tables: TableView[] }) {
  const { t } = useTranslation('floor');
  const navigate = useNavigate();
  const counts = countByStatus(tables);
  const late = tables.filter(({ status }) => status === 'RED');
  return (
    <>
      <Group gap="md" my="lg">
        {LEGEND.map((status) => (
          <Group key={status} gap={6}>
            <StatusBadge kind="table" value={status} size="lg" />
            <Text fw={700}>
              <NumberText value={counts[status]} />
            </Text>
          </Group>
        ))}
      </Group>
      <Title order={2} mb="sm">
        {t('today.needs_you')}
      </Title>
      {late.length > 0 ? (
        <TableList tables={late} onOpen={(table) => void navigate({ to: '/floor', search: { table } as never })} />
      ) : (
        <EmptyState icon={IconClockExclamation} title={t('today.nothing_late')} hint={t('today.nothing_late_hint')} />
      )}
    </>
  );
}

function Takings({ outlet }: { outlet: OutletRow }) {
  const { t } = useTranslation('floor');
  const may = useMay('payments.read');
  const takings = useQuery({ ...takingsQuery(outlet.id), enabled: may });
  if (!may) return null;
  return (
    <Tile
      icon={<IconCash aria-hidden />}
      label={t('today.takings')}
      note={t('today.payments', { count: takings.data?.count ?? 0 })}
      to="/payments"
    >
      {takings.data ? <Money minor={takings.data.amount_minor} currency={takings.data.currency} /> : '–'}
    </Tile>
  );
}

interface TileProps {
  icon: ReactNode;
  label: string;
  note: string;
  to: string;
  alarm?: boolean;
  children: ReactNode;
}

function Tile({ icon, label, note, to, alarm, children }: TileProps) {
  return (
    <Link to={to} className={classes.tile} data-alarm={alarm || undefined}>
      <Stack gap={2}>
        <Group gap={6} c={alarm ? 'red' : 'dimmed'}>
          {icon}
          <Text fw={600}>{label}</Text>
        </Group>
        <Text fz={34} fw={750} lh={1.2}>
          {children}
        </Text>
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      </Stack>
    </Link>
  );
}
