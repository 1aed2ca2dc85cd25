import type { KitchenTicket } from '@hostelry/contracts';
import { Card, Drawer, Group, Loader, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconChecks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { bumpedQuery } from './queries.ts';

interface RecallDrawerProps {
  outlet_id: string;
  opened: boolean;
  onClose: () => void;
  /** Undefined for those who only look. */
  onRecall: ((ticket: KitchenTicket) => void) | undefined;
}

/** The tickets finished last, to look one up again or bring it back. What was served stays served. */
export function RecallDrawer({ outlet_id, opened, onClose, onRecall }: RecallDrawerProps) {
  const { t } = useTranslation('kitchen');
  const bumped = useQuery({ ...bumpedQuery(outlet_id), enabled: opened });
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="md" title={t('recall.title')}>
      {bumped.isPending && <Loader type="dots" />}
      {bumped.error && <ErrorState error={bumped.error} onRetry={() => void bumped.refetch()} />}
      {bumped.data?.length === 0 && <EmptyState icon={IconChecks} title={t('recall.none')} />}
      <Stack gap="sm">
        {bumped.data?.map((ticket) => (
          <Card key={ticket.id} withBorder padding="sm">
            <Group justify="space-between">
              <Text fw={700}>
                {ticket.node_name ?? t('takeaway')} · {t('order', { number: ticket.order_number })}
              </Text>
              {ticket.bumped_at && (
                <Text size="sm" c="dimmed">
                  <TimeText value={ticket.bumped_at} options={{ timeStyle: 'short' }} />
                </Text>
              )}
            </Group>
            <Text size="sm" c="dimmed" my={6}>
              {ticket.lines.map(({ id, name, quantity }, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <NumberText value={quantity} />× {name}
                </span>
              ))}
            </Text>
            {onRecall && ticket.lines.some(({ status }) => status === 'READY') && (
              <TouchButton
                variant="light"
                leftSection={<IconArrowBackUp aria-hidden />}
                onClick={() => onRecall(ticket)}
              >
                {t('recall.one')}
              </TouchButton>
            )}
          </Card>
        ))}
      </Stack>
    </Drawer>
  );
}
