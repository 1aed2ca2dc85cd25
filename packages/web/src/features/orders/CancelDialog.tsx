import type { Order } from '@hostelry/contracts';
import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { isStarted } from './actions.ts';
import { ORDER_KEYS } from './queries.ts';

interface CancelDialogProps {
  /** The order to cancel; null keeps the dialog shut. */
  order: Order | null;
  onClose: () => void;
}

/** Asks why an order is cancelled and, where the kitchen has started, what happened to the food. */
export function CancelDialog({ order, onClose }: CancelDialogProps) {
  const { t } = useTranslation('orders');
  return (
    <Modal
      opened={order !== null}
      onClose={onClose}
      title={order && t('cancel.title', { number: order.number })}
      centered
    >
      {order && <CancelForm key={order.id} order={order} onClose={onClose} />}
    </Modal>
  );
}

const REASONS = ['changed_mind', 'wrong_order', 'too_slow', 'left'] as const;

function CancelForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [wasted, setWasted] = useState<string | null>(null);
  const started = isStarted(order);
  const cancelling = useMutation<Order, ApiError>({
    mutationFn: () =>
      api.patch<Order>(`orders/${order.id}/cancel`, {
        ...(reason.trim() && { reason: reason.trim() }),
        ...(wasted && { is_wasted: wasted === 'yes' }),
        version: order.version,
      }),
    onSuccess: onClose,
    onSettled: () => Promise.all(ORDER_KEYS.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  const complete = !started || (reason.trim() !== '' && wasted !== null);
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {started ? t('cancel.started') : t('cancel.free')}
      </Text>
      <Group gap={6}>
        {REASONS.map((name) => (
          <Button
            key={name}
            variant="light"
            color="gray"
            mih={44}
            onClick={() => setReason(t(`cancel.reasons.${name}`))}
          >
            {t(`cancel.reasons.${name}`)}
          </Button>
        ))}
      </Group>
      <Textarea
        label={t('cancel.reason')}
        required={started}
        size="md"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {started && (
        <Radio.Group label={t('cancel.food')} required value={wasted} onChange={setWasted}>
          <Stack gap="sm" mt="xs">
            <Radio size="md" value="yes" label={t('cancel.wasted')} />
            <Radio size="md" value="no" label={t('cancel.kept')} />
          </Stack>
        </Radio.Group>
      )}
      {cancelling.error && <ErrorState error={cancelling.error} />}
      <Group grow>
        <Button variant="default" h="var(--touch-pos)" onClick={onClose}>
          {t('cancel.keep')}
        </Button>
        <TouchButton
          color="red"
          disabled={!complete}
          loading={cancelling.isPending}
          onClick={() => cancelling.mutate()}
        >
          {t('cancel.confirm')}
        </TouchButton>
      </Group>
    </Stack>
  );
}
