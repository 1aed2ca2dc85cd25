import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../../../app/api.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import type { DeskStayData } from '../queries.ts';

/** The guest is in: the room to say, and the card to print. */
export function Done({ data, onClose }: { data: DeskStayData; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { stay, card } = data;
  const print = useMutation({
    mutationFn: () =>
      download(
        `front-desk/stays/${stay.id}/registration-card/pdf`,
        {},
        `registration-card-${stay.confirmation_code}.pdf`,
      ),
  });
  return (
    <Stack>
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('checkin.done', { guest: stay.guest_name })}>
        <Text fz={32} fw={700} data-testid="room-number">
          {t('stay.room', { number: stay.room_number })}
        </Text>
        {card && <Text size="sm">{t('checkin.keys_given', { count: card.key_packets })}</Text>}
        <Text size="sm">
          {t('stay.balance')} <Money minor={stay.balance_minor} currency={stay.currency} />
        </Text>
      </Alert>
      {print.error && <ErrorState error={print.error} />}
      <Group grow>
        <Button
          mih={48}
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          disabled={!card}
          title={card ? undefined : t('card.none')}
          loading={print.isPending}
          onClick={() => print.mutate()}
        >
          {t('card.print')}
        </Button>
        <Button mih={48} data-autofocus onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}
