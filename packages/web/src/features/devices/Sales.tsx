import { Group, Stack, Text } from '@mantine/core';
import type { DeviceSummary } from '@hostelry/contracts/devices';
import { IconCup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';

interface SoldItem {
  name: string;
  quantity: number;
}

/** What the machine sold last. */
export function Sales({ device }: { device: DeviceSummary }) {
  const { t } = useTranslation('devices');
  if (device.sales.length === 0) return <EmptyState icon={IconCup} title={t('sales.empty')} />;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {device.sales.map((sale) => (
        <Group key={sale.id} component="li" justify="space-between" wrap="nowrap">
          <div>
            {(sale.items as SoldItem[]).map(({ name, quantity }, index) => (
              <Text key={index} size="sm" fw={550}>
                <NumberText value={quantity} /> × <bdi>{name}</bdi>
              </Text>
            ))}
            <Text size="xs" c="dimmed">
              <TimeText
                value={sale.sold_at}
                options={{ day: 'numeric', month: 'short', timeStyle: undefined, hour: '2-digit', minute: '2-digit' }}
              />{' '}
              · {t(`sales.methods.${sale.payment_method}`)}
            </Text>
          </div>
          <Text fw={600}>
            <Money minor={sale.amount_minor} currency={sale.currency} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
