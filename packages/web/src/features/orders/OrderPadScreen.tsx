import type { MenuItem, ServiceNode } from '@hostelry/contracts';
import { Anchor, Drawer, Group, Loader, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { nodesQuery } from '../floor/queries.ts';
import { cartCount, cartMinor, type CartLine } from './cart.ts';
import { CartPanel } from './CartPanel.tsx';
import { LineEditor, type LineDraft } from './LineEditor.tsx';
import { MenuGrid } from './MenuGrid.tsx';
import classes from './orders.module.css';
import { menuQuery } from './queries.ts';
import { useCart } from './useCart.ts';
import { useSendOrder } from './useSendOrder.ts';

interface PadSearch {
  /** The table; without one the order is takeaway. */
  node?: string;
  /** The order that gets another round. */
  order?: string;
}

/** Takes an order: for a table, for takeaway, or another round of an order. */
export default function OrderPadScreen() {
  const { outlet } = useOutlet();
  const { node, order } = useSearch({ strict: false, select: ({ node, order }: PadSearch) => ({ node, order }) });
  const nodes = useQuery({ ...nodesQuery(outlet?.id ?? ''), enabled: outlet !== null });
  if (!outlet || nodes.isPending) return <Loader type="dots" />;
  if (nodes.error) return <ErrorState error={nodes.error} onRetry={() => void nodes.refetch()} />;
  const tables = nodes.data.filter(({ node_type }) => node_type === 'TABLE');
  return <Pad key={`${node}.${order}`} outlet_id={outlet.id} tables={tables} node_id={node} order_id={order} />;
}

interface PadProps {
  outlet_id: string;
  tables: ServiceNode[];
  node_id: string | undefined;
  order_id: string | undefined;
}

function Pad({ outlet_id, tables, node_id, order_id }: PadProps) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const menu = useQuery(menuQuery(outlet_id));
  const table = tables.find(({ id }) => id === node_id);
  const [cart, change] = useCart(outlet_id, node_id, table?.guest_count ?? 1);
  const [edited, setEdited] = useState<{ item: MenuItem; line: CartLine | null } | null>(null);
  const narrow = useMediaQuery('(max-width: 62em)');
  const [cartOpen, setCartOpen] = useState(false);
  const { send, sending, error } = useSendOrder({
    outlet_id,
    table,
    order_id,
    onSent: () => {
      change({ act: 'empty' });
      void navigate(table ? { to: '/floor', search: { table: table.id } as never } : { to: '/orders' });
    },
  });

  if (menu.isPending) return <Loader type="dots" />;
  if (menu.error) return <ErrorState error={menu.error} onRetry={() => void menu.refetch()} />;
  const pick = (item: MenuItem) =>
    item.modifier_group_ids.length > 0 ? setEdited({ item, line: null }) : change({ act: 'add', item });
  const edit = (line: CartLine) => {
    const item = menu.data.items.find(({ id }) => id === line.menu_item_id);
    if (item) setEdited({ item, line });
  };
  const save = (draft: LineDraft) => {
    if (edited?.line) change({ act: 'edit', key: edited.line.key, change: draft });
    else if (edited) change({ act: 'add', item: edited.item, ...draft });
    setEdited(null);
  };
  const panel = (
    <CartPanel
      cart={cart}
      change={change}
      onEdit={edit}
      onSend={() => send(cart)}
      sending={sending}
      error={error}
      asksGuests={!order_id}
    />
  );
  return (
    <>
      <PageHeader
        title={order_id ? t('pad.round', { table: table?.name ?? t('takeaway') }) : (table?.name ?? t('pad.title'))}
        breadcrumb={[
          <Anchor key="floor" component={Link} {...{ to: '/floor' }} inherit>
            {t('floor:title')}
          </Anchor>,
        ]}
        actions={!order_id && <WhereTo tables={tables} node_id={node_id} />}
      />
      <div className={classes.pad}>
        <MenuGrid menu={menu.data} cart={cart} onPick={pick} />
        {!narrow && (
          <aside className={classes.side} aria-label={t('cart.title')}>
            {panel}
          </aside>
        )}
      </div>
      {narrow && cart.lines.length > 0 && (
        <div className={classes.bar}>
          <TouchButton fullWidth leftSection={<IconShoppingCart aria-hidden />} onClick={() => setCartOpen(true)}>
            <Group gap="sm">
              <span>
                {t('cart.show')} (<NumberText value={cartCount(cart)} />)
              </span>
              <Money minor={cartMinor(cart)} />
            </Group>
          </TouchButton>
        </div>
      )}
      <Drawer
        opened={Boolean(narrow) && cartOpen && cart.lines.length > 0}
        onClose={() => setCartOpen(false)}
        position="bottom"
        size="92%"
        title={t('cart.title')}
        classNames={{ content: classes.drawer!, body: classes.drawerBody! }}
      >
        {panel}
      </Drawer>
      <LineEditor
        menu={menu.data}
        item={edited?.item ?? null}
        line={edited?.line ?? null}
        onSave={save}
        onClose={() => setEdited(null)}
      />
    </>
  );
}

/** The table that the order is for, or takeaway. */
function WhereTo({ tables, node_id }: { tables: ServiceNode[]; node_id: string | undefined }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  return (
    <Select
      size="md"
      aria-label={t('pad.where')}
      placeholder={t('takeaway')}
      clearable
      searchable
      data={tables.filter(({ is_blocked }) => !is_blocked).map(({ id, name }) => ({ value: id, label: name }))}
      value={node_id ?? null}
      onChange={(id) => void navigate({ to: '/order-pad', search: (id ? { node: id } : {}) as never, replace: true })}
    />
  );
}
