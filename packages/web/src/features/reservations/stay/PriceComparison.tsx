import { Badge, Card, Group, ScrollArea, Table, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../../ui/Dates.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import type { PriceChanged } from '../queries.ts';
import { nightRows } from './changes.ts';

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

/** What the nights cost now and what they would cost, and the difference to say to the guest. */
export function PriceComparison({ price }: { price: PriceChanged }) {
  const { t } = useTranslation('reservations');
  const { currency, before_minor, after_minor } = price;
  const cell = (minor: number | null) =>
    minor === null ? (
      <Text span c="dimmed" size="sm" aria-label={t('stay.change.no_night')}>
        –
      </Text>
    ) : (
      <Money minor={minor} currency={currency} />
    );
  return (
    <Card withBorder padding="sm">
      <ScrollArea.Autosize mah={240} type="auto">
        <Table verticalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('stay.change.night')}</Table.Th>
              <Table.Th ta="end">{t('stay.change.before')}</Table.Th>
              <Table.Th ta="end">{t('stay.change.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {nightRows(price).map(({ date, before_minor: before, after_minor: after }) => (
              <Table.Tr key={date} fw={before === after ? undefined : 650}>
                <Table.Td>
                  <DateText value={date} options={DAY} />
                </Table.Td>
                <Table.Td ta="end">{cell(before)}</Table.Td>
                <Table.Td ta="end">{cell(after)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{t('booked.total')}</Table.Th>
              <Table.Th ta="end">{cell(before_minor)}</Table.Th>
              <Table.Th ta="end">{cell(after_minor)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </ScrollArea.Autosize>
      <Difference minor={price.difference_minor} currency={currency} />
    </Card>
  );
}

function Difference({ minor, currency }: { minor: number; currency: string }) {
  const { t } = useTranslation('reservations');
  const [Glyph, color, words] =
    minor > 0
      ? [IconArrowUp, 'orange', 'more' as const]
      : minor < 0
        ? [IconArrowDown, 'green', 'less' as const]
        : [IconEqual, 'gray', 'same' as const];
  return (
    <Group justify="flex-end" mt="sm">
      <Badge
        size="lg"
        tt="none"
        variant="light"
        color={color}
        leftSection={<Glyph size={16} aria-hidden />}
        data-testid="difference"
      >
        {minor !== 0 && (
          <>
            <Money minor={Math.abs(minor)} currency={currency} />{' '}
          </>
        )}
        {t(`stay.change.${words}`)}
      </Badge>
    </Group>
  );
}
