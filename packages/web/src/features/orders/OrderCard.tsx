import type { Order, OrderLine } from '@hostelry/contracts';
import { Card, Group, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/Dates.tsx';
import { Elapsed } from '../../ui/Elapsed.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { OrderActs } from './OrderActs.tsx';
import classes from './orders.module.css';

/** One order: who, when, every line with its status, the money, and what may be done now. */
export function OrderCard({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  // Where all lines stand alike, the order's own status says it once.
  const mixed = new Set(order.lines.map(({ status }) => status)).size > 1;
  const waits = order.status === 'PLACED' || order.status === 'PREPARING';
  return (
    <Card withBorder padding="md" component="article" aria-label={t('number', { number: order.number })}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={0}>
          <Text fw={700}>{t('number', { number: order.number })}</Text>
          <Text size="sm" c="dimmed">
            {t('placed_by', { name: order.placed_by_name })} ·{' '}
            <TimeText value={order.placed_at} options={{ timeStyle: 'short' }} />
          </Text>
        </Stack>
        <Stack gap={4} align="flex-end">
          <StatusBadge kind="order" value={order.status} size="lg" />
          {waits && (
            <Group gap={4} fz="sm" c="dimmed" wrap="nowrap">
              <IconClock size={14} aria-hidden />
              <Elapsed since={order.waiting_since} />
            </Group>
          )}
        </Stack>
      </Group>
      {order.note && (
        <Text size="sm" mt="xs">
          “{order.note}”
        </Text>
      )}
      <OrderActs order={order} />
      <div role="list" aria-label={t('lines')}>
        {order.lines.map((line) => (
          <LineRow key={line.id} line={line} saysStatus={mixed} />
        ))}
      </div>
      <Totals order={order} />
      {order.cancel_reason && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('cancelled_because', { reason: order.cancel_reason })}
        </Text>
      )}
    </Card>
  );
}

function LineRow({ line, saysStatus }: { line: OrderLine; saysStatus: boolean }) {
  const { t } = useTranslation('orders');
  const notes = [
    ...line.modifiers.map(({ name }) => name),
    line.seat !== null && t('line.seat_n', { seat: line.seat }),
    line.course !== null && t('line.course_n', { course: line.course }),
    line.note,
  ].filter(Boolean);
  return (
    <div className={classes.line} role="listitem">
      <Text fw={700} miw={28}>
        <NumberText value={line.quantity} />×
      </Text>
      <div>
        <Text td={line.status === 'VOIDED' ? 'line-through' : undefined}>{line.name}</Text>
        {notes.length > 0 && (
          <Text size="sm" c="dimmed">
            {notes.join(' · ')}
          </Text>
        )}
      </div>
      <Stack gap={2} align="flex-end">
        <Money minor={line.gross_minor} />
        {saysStatus && <StatusBadge kind="line" value={line.status} size="sm" />}
      </Stack>
    </div>
  );
}

function Totals({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { currency } = order;
  const rows: [string, number][] = [[t('money.tax'), order.tax_minor]];
  if (order.paid_minor > 0) rows.push([t('money.paid'), order.paid_minor]);
  return (
    <Stack gap={2} mt="sm">
      {rows.map(([label, minor]) => (
        <Group key={label} justify="space-between" c="dimmed" fz="sm">
          <span>{label}</span>
          <Money minor={minor} currency={currency} />
        </Group>
      ))}
      <Group justify="space-between" fw={700}>
        <span>{t('money.total')}</span>
        <Money minor={order.total_minor} currency={currency} />
      </Group>
      {order.due_minor > 0 && order.due_minor !== order.total_minor && (
        <Group justify="space-between" fw={700}>
          <span>{t('money.due')}</span>
          <Money minor={order.due_minor} currency={currency} />
        </Group>
      )}
    </Stack>
  );
}
