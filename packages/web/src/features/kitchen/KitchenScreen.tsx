import type { KitchenTicket } from '@hostelry/contracts';
import { ActionIcon, Button, Group, Loader, ScrollArea, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconBell, IconBellOff, IconToolsKitchen2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet, type OutletRow } from '../../app/outlet.tsx';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { menuQuery } from '../orders/queries.ts';
import { dishNotes } from './dishes.ts';
import classes from './kitchen.module.css';
import { ticketsQuery } from './queries.ts';
import { RecallDrawer } from './RecallDrawer.tsx';
import { useNewTicketSound } from './sound.ts';
import { TicketCard } from './TicketCard.tsx';
import { allDay, stationsOf } from './tickets.ts';
import { useBump } from './useBump.ts';
import { useDigits } from './useDigits.ts';

const ALL = 'all';
const PASS = 'pass';

/** The kitchen board: what to cook next, what is late, and how much of everything. */
export default function KitchenScreen() {
  const { outlet, loading } = useOutlet();
  const { t } = useTranslation('kitchen');
  if (outlet) return <Board outlet={outlet} />;
  return loading ? <Loader type="dots" /> : <EmptyState icon={IconToolsKitchen2} title={t('no_outlet')} />;
}

function Board({ outlet }: { outlet: OutletRow }) {
  const { t } = useTranslation('kitchen');
  const navigate = useNavigate();
  const station = useSearch({ strict: false, select: ({ station }: { station?: string }) => station }) ?? ALL;
  const board = useQuery(ticketsQuery(outlet.id));
  const menu = useQuery({ ...menuQuery(outlet.id), enabled: useMay('menu.read') });
  const dishes = useMemo(() => dishNotes(menu.data), [menu.data]);
  const stations = useMemo(() => stationsOf(board.data ?? [], menu.data?.stations ?? []), [board.data, menu.data]);
  const tickets = useMemo(
    () => (board.data ?? []).filter(({ station_id }) => station === ALL || (station_id ?? PASS) === station),
    [board.data, station],
  );
  const sound = useNewTicketSound(useMemo(() => board.data && tickets.map(({ id }) => id), [board.data, tickets]));
  const mayBump = useMay('kitchen.bump');
  const { bump, recall } = useBump(outlet.id);
  const [recalling, setRecalling] = useState(false);
  useDigits(mayBump, tickets, bump);

  if (board.error && !board.data) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={t('open', { count: board.data?.length ?? 0 })}
        actions={
          <>
            <ActionIcon
              variant={sound.on ? 'filled' : 'default'}
              size={48}
              aria-pressed={sound.on}
              aria-label={t(sound.on ? 'sound.on' : 'sound.off')}
              title={t(sound.on ? 'sound.on' : 'sound.off')}
              onClick={sound.toggle}
            >
              {sound.on ? <IconBell aria-hidden /> : <IconBellOff aria-hidden />}
            </ActionIcon>
            <Button
              variant="default"
              h={48}
              leftSection={<IconArrowBackUp size={20} aria-hidden />}
              onClick={() => setRecalling(true)}
            >
              {t('recall.open')}
            </Button>
          </>
        }
      />
      <ScrollArea type="never" mb="sm">
        <SegmentedControl
          size="lg"
          value={station}
          aria-label={t('stations')}
          styles={{ root: { flexWrap: 'nowrap' } }}
          onChange={(value) =>
            void navigate({
              to: '/kitchen',
              search: (now: object) => ({ ...now, station: value === ALL ? '' : value }) as never,
              replace: true,
            })
          }
          data={[
            { value: ALL, label: <Tab name={t('all')} count={board.data?.length ?? 0} /> },
            ...stations.map(({ id, name, count }) => ({
              value: id ?? PASS,
              label: <Tab name={name ?? t('pass')} count={count} />,
            })),
          ]}
        />
      </ScrollArea>
      <AllDayStrip tickets={tickets} />
      {board.isPending && <Loader type="dots" />}
      {board.data && tickets.length === 0 && (
        <EmptyState icon={IconToolsKitchen2} title={t('none')} hint={t('none_hint')} />
      )}
      <div className={classes.board}>
        {tickets.map((ticket, place) => (
          <TicketCard
            key={ticket.id}
            ticket={ticket}
            place={place}
            told_at={board.dataUpdatedAt}
            threshold_minutes={outlet.wait_threshold_minutes}
            dishes={dishes}
            onBump={mayBump ? bump : undefined}
          />
        ))}
      </div>
      <RecallDrawer
        outlet_id={outlet.id}
        opened={recalling}
        onClose={() => setRecalling(false)}
        onRecall={mayBump ? recall : undefined}
      />
    </>
  );
}

function Tab({ name, count }: { name: string; count: number }) {
  return (
    <Group gap={8} wrap="nowrap" mih={36}>
      <span>{name}</span>
      <b>
        <NumberText value={count} />
      </b>
    </Group>
  );
}

/** How many of each dish are open in all, so that six soups are ladled at once. */
function AllDayStrip({ tickets }: { tickets: readonly KitchenTicket[] }) {
  const { t } = useTranslation('kitchen');
  const totals = allDay(tickets);
  return (
    totals.length > 0 && (
      <ul className={classes.allDay} aria-label={t('all_day')}>
        {totals.map(({ name, quantity }) => (
          <li key={name} className={classes.total}>
            <NumberText value={quantity} /> {name}
          </li>
        ))}
      </ul>
    )
  );
}
