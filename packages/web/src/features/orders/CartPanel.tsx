import { Button, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconPencil, IconSend, IconShoppingCart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { cartMinor, lineMinor, type Cart, type CartLine } from './cart.ts';
import classes from './orders.module.css';
import { Stepper } from './Stepper.tsx';
import type { CartAct } from './useCart.ts';

interface CartPanelProps {
  cart: Cart;
  change: (act: CartAct) => void;
  onEdit: (line: CartLine) => void;
  onSend: () => void;
  sending: boolean;
  error: unknown;
  /** A round keeps the guests of its order. */
  asksGuests: boolean;
}

/** What is about to be ordered. It stays as it is until the server has accepted it. */
export function CartPanel({ cart, change, onEdit, onSend, sending, error, asksGuests }: CartPanelProps) {
  const { t } = useTranslation('orders');
  return (
    <Stack gap="sm" className={classes.cart}>
      {asksGuests && (
        <Group justify="space-between">
          <Text fw={600}>{t('cart.guests')}</Text>
          <Stepper
            value={cart.guest_count}
            min={1}
            label={t('cart.guests')}
            onChange={(guest_count) => change({ act: 'guests', guest_count })}
          />
        </Group>
      )}
      <ScrollArea className={classes.cartLines} type="auto">
        {cart.lines.length === 0 && (
          <EmptyState icon={IconShoppingCart} title={t('cart.empty')} hint={t('cart.empty_hint')} />
        )}
        {cart.lines.map((line) => (
          <div key={line.key} className={classes.cartLine}>
            <UnstyledButton
              className={classes.cartText}
              onClick={() => onEdit(line)}
              aria-label={t('cart.edit', { name: line.name })}
            >
              <Text fw={600} lh={1.3}>
                {line.name} <IconPencil size={14} aria-hidden opacity={0.5} />
              </Text>
              <LineNotes line={line} />
              <Money minor={lineMinor(line)} c="dimmed" fz="sm" />
            </UnstyledButton>
            <Stepper
              value={line.quantity}
              label={line.name}
              onChange={(quantity) => change({ act: 'edit', key: line.key, change: { quantity } })}
            />
          </div>
        ))}
      </ScrollArea>
      {error !== null && <ErrorState error={error} />}
      <Group justify="space-between" align="baseline">
        <Text c="dimmed">{t('cart.sum')}</Text>
        <Money minor={cartMinor(cart)} fw={700} fz="xl" />
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="default"
          h="var(--touch-pos)"
          disabled={cart.lines.length === 0 || sending}
          onClick={() => change({ act: 'empty' })}
        >
          {t('cart.clear')}
        </Button>
        <TouchButton
          flex={1}
          leftSection={<IconSend aria-hidden />}
          loading={sending}
          disabled={cart.lines.length === 0}
          onClick={onSend}
        >
          {t('cart.send')}
        </TouchButton>
      </Group>
    </Stack>
  );
}

function LineNotes({ line }: { line: CartLine }) {
  const { t } = useTranslation('orders');
  const notes = [
    ...line.modifiers.map(({ name }) => name),
    line.seat !== null && t('line.seat_n', { seat: line.seat }),
    line.course !== null && t('line.course_n', { course: line.course }),
    line.note,
  ].filter(Boolean);
  return (
    notes.length > 0 && (
      <Text size="sm" c="dimmed" lh={1.3}>
        {notes.join(' · ')}
      </Text>
    )
  );
}
