import type { ChartRoom } from '@hostelry/contracts';
import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../../ui/Dates.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import type { PriceDifference } from '../queries.ts';
import type { Question } from './useChartActs.tsx';

interface PriceQuestionProps {
  question: Question | null;
  rooms: ReadonlyMap<string, ChartRoom>;
  onAnswer: (more: Record<string, unknown> | null) => void;
}

/** Before a change costs somebody money, or a guest their room: what it is now, what it will be, yes or no. */
export function PriceQuestion({ question, onAnswer }: PriceQuestionProps) {
  const { t } = useTranslation('desk');
  if (!question) return null;
  const { piece, act, price, room } = question;
  const guest = piece.stay.guest_name ?? piece.stay.confirmation_code;
  const title = price ? t('price.title') : t('price.move', { guest, room: room?.number ?? '' });
  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      <Stack>
        {price ? (
          <>
            <Text size="sm">
              {guest} · <DateText value={act.after.start_date} /> – <DateText value={act.after.end_date} />
            </Text>
            <PriceTable price={price} />
          </>
        ) : (
          <Text size="sm">{t(act.ask === 'MOVE_TYPE' ? 'price.move_type_hint' : 'price.move_hint')}</Text>
        )}
        <Group justify="flex-end">
          <Button mih={48} variant="default" onClick={() => onAnswer(null)}>
            {t('price.no')}
          </Button>
          {act.ask === 'MOVE_TYPE' && (
            <Button mih={48} variant="light" onClick={() => onAnswer({ price: 'REPRICE' })}>
              {t('price.reprice')}
            </Button>
          )}
          <Button mih={48} data-autofocus onClick={() => onAnswer(act.ask === 'MOVE_TYPE' ? { price: 'KEEP' } : {})}>
            {t(price ? 'price.yes' : act.ask === 'MOVE_TYPE' ? 'price.keep' : 'price.move_yes')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The price before and after, and by how much it differs. */
export function PriceTable({ price }: { price: PriceDifference }) {
  const { t } = useTranslation('desk');
  const { currency } = price;
  return (
    <Table>
      <Table.Tbody>
        <Table.Tr>
          <Table.Td>{t('price.before', { count: price.before.length })}</Table.Td>
          <Table.Td ta="end">
            <Money minor={price.before_minor} currency={currency} />
          </Table.Td>
        </Table.Tr>
        <Table.Tr>
          <Table.Td>{t('price.after', { count: price.after.length })}</Table.Td>
          <Table.Td ta="end">
            <Money minor={price.after_minor} currency={currency} />
          </Table.Td>
        </Table.Tr>
        <Table.Tr>
          <Table.Th>{t(price.difference_minor > 0 ? 'price.more' : 'price.less')}</Table.Th>
          <Table.Th ta="end" data-testid="difference">
            <Money minor={Math.abs(price.difference_minor)} currency={currency} />
          </Table.Th>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
