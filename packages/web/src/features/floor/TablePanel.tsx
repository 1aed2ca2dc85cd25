import { Drawer, Group, Loader, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArmchair, IconDoorExit, IconNotes, IconReceipt, IconToolsKitchen, IconWash } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { OrderCard } from '../orders/OrderCard.tsx';
import { orderQuery } from '../orders/queries.ts';
import { CashDesk } from '../payments/CashDesk.tsx';
import { nextAct, tableActs, type TableAct } from './actions.ts';
import { SeatForm } from './SeatForm.tsx';
import { TableBadges } from './TableList.tsx';
import { useTableWords } from './TableMark.tsx';
import type { TableView } from './tables.ts';
import { useFloorAct } from './useFloorAct.ts';

interface TablePanelProps {
  /** The opened table; undefined keeps the panel shut. */
  view: TableView | undefined;
  onClose: () => void;
}

/** Everything about one table, and everything that can be done with it now. */
export function TablePanel({ view, onClose }: TablePanelProps) {
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <CashDesk>
      <Drawer
        opened={view !== undefined}
        onClose={onClose}
        position={phone ? 'bottom' : 'right'}
        size={phone ? '92%' : 460}
        title={
          view && (
            <Text component="span" fw={750} fz={22}>
              {view.node.name}
            </Text>
          )
        }
        overlayProps={{ backgroundOpacity: 0.25 }}
      >
        {view && <Panel key={view.node.id} view={view} />}
      </Drawer>
    </CashDesk>
  );
}

const ICONS = {
  seat: IconArmchair,
  order: IconToolsKitchen,
  bill: IconReceipt,
  close: IconDoorExit,
  clean: IconWash,
} as const;

function Panel({ view }: { view: TableView }) {
  const { t } = useTranslation('floor');
  const navigate = useNavigate();
  const [seating, setSeating] = useState(false);
  const { node, orders } = view;
  const acting = useFloorAct<unknown, string>((path) => ({ path }));
  const next = nextAct(node, orders);
  const run: Record<TableAct['name'], () => void> = {
    seat: () => setSeating(true),
    order: () => void navigate({ to: '/order-pad', search: { node: node.id } as never }),
    bill: () => acting.mutate(`table-sessions/${node.table_session_id}/request-bill`),
    close: () => acting.mutate(`table-sessions/${node.table_session_id}/close`),
    clean: () => acting.mutate(`service-nodes/${node.id}/clean`),
  };
  return (
    <Stack gap="md">
      <Facts view={view} />
      {acting.error && <ErrorState error={acting.error} />}
      {seating ? (
        <SeatForm node={node} onDone={() => setSeating(false)} />
      ) : (
        <SimpleGrid cols={2} spacing="xs">
          {tableActs(node, orders, userMay).map(({ name, refused }) => (
            <ActButton
              key={name}
              icon={ICONS[name]}
              variant={name === next ? 'filled' : 'light'}
              refused={refused && t(`refused.${refused}`)}
              loading={acting.isPending && acting.variables.endsWith(name)}
              onClick={run[name]}
            >
              {t(`act.${name}`)}
            </ActButton>
          ))}
        </SimpleGrid>
      )}
      <OpenOrders view={view} />
    </Stack>
  );
}

function Facts({ view }: { view: TableView }) {
  const { t } = useTranslation('floor');
  const words = useTableWords(view);
  const { node } = view;
  return (
    <Stack gap={6}>
      <Group gap="sm">
        <StatusBadge kind="table" value={view.status} size="xl" />
        {words.time && (
          <Text fw={700} fz="lg">
            <bdi>{words.time}</bdi>
          </Text>
        )}
      </Group>
      <Group gap="md" c="dimmed" fz="sm">
        <span>{words.covers}</span>
        {node.seated_at && (
          <span>
            {t('seated_at')} <TimeText value={node.seated_at} options={{ timeStyle: 'short' }} />
          </span>
        )}
        <TableBadges view={view} />
      </Group>
    </Stack>
  );
}

function OpenOrders({ view }: { view: TableView }) {
  const { t } = useTranslation('floor');
  const details = useQueries({ queries: view.orders.map(({ id }) => orderQuery(id)) });
  if (view.orders.length === 0)
    return <EmptyState icon={IconNotes} title={t('no_orders')} hint={t('no_orders_hint')} />;
  return details.map(({ data, error, refetch }, index) => {
    const id = view.orders[index]!.id;
    if (error) return <ErrorState key={id} error={error} onRetry={() => void refetch()} />;
    return data ? <OrderCard key={id} order={data} /> : <Loader key={id} type="dots" />;
  });
}
