import { Group, SegmentedControl, Select } from '@mantine/core';
import { DEVICE_STATUSES } from '@hostelry/contracts/lifecycles';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../app/CsvButton.tsx';
import { useOutlet } from '../../app/outlet.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { queryOf, useFleetAddress } from './fleetAddress.ts';

/** Search, presence, life and venue; the CSV holds exactly what is shown. */
export function FleetFilters() {
  const { t } = useTranslation('devices');
  const { t: statusText } = useTranslation('status');
  const { address, change } = useFleetAddress();
  const { outlets } = useOutlet();
  return (
    <Group gap="xs" mb="sm" data-no-print>
      <SearchInput
        value={address.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
        label={t('filters.search')}
        clearLabel={t('filters.clear')}
        width={240}
      />
      <SegmentedControl
        size="md"
        w={{ base: '100%', xs: 'auto' }}
        value={address.online ?? 'all'}
        onChange={(online) => change({ online: online === 'all' ? undefined : online })}
        data={[
          { value: 'all', label: t('filters.all') },
          { value: 'yes', label: statusText('connection.ONLINE') },
          { value: 'no', label: statusText('connection.OFFLINE') },
        ]}
        aria-label={t('presence')}
      />
      <Select
        size="md"
        w={{ base: 'calc(50% - 5px)', xs: 170 }}
        value={address.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
        data={DEVICE_STATUSES.map((value) => ({ value, label: statusText(`device.${value}`) }))}
        placeholder={t('filters.any_life')}
        aria-label={t('life')}
        clearable
      />
      <Select
        size="md"
        w={{ base: 'calc(50% - 5px)', xs: 210 }}
        value={address.at ?? null}
        onChange={(at) => change({ at: at ?? undefined })}
        data={outlets.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t('filters.every_venue')}
        aria-label={t('venue')}
        clearable
      />
      <CsvButton path="devices" query={queryOf(address)} fileName="fleet.csv" label={t('filters.csv')} />
    </Group>
  );
}
