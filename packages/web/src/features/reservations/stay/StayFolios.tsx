import { Button, Group } from '@mantine/core';
import { IconReceipt2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { Money } from '../../../ui/Numbers.tsx';
import { stayFoliosQuery, type StayDetails } from '../queries.ts';

/** The way to the guest's account, with what is left to pay. */
export function StayFolios({ stay }: { stay: StayDetails }) {
  const { t } = useTranslation('reservations');
  const may = useMay('folios.read');
  const { data: folios = [] } = useQuery({ ...stayFoliosQuery(stay.id), enabled: may });
  if (folios.length === 0) return null;
  return (
    <Group gap="xs" data-no-print>
      {folios.map(({ id, balance_minor, currency, status }) => (
        <Button
          key={id}
          variant="light"
          h={48}
          component={Link}
          to={`/folios/${id}` as never}
          leftSection={<IconReceipt2 size={18} aria-hidden />}
        >
          {t(status === 'OPEN' ? 'stay.folio' : 'stay.folio_closed')}&nbsp;
          <Money minor={balance_minor} currency={currency} />
        </Button>
      ))}
    </Group>
  );
}
