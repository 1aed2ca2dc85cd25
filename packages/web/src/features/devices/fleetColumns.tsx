import { Text } from '@mantine/core';
import type { DeviceRow } from '@hostelry/contracts/devices';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { AgoText } from '../../ui/Dates.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** Whether the machine is there, in colour, icon and words. */
export function Presence({ device, size }: { device: Pick<DeviceRow, 'is_online'>; size?: string }) {
  return <StatusBadge kind="connection" value={device.is_online ? 'ONLINE' : 'OFFLINE'} {...(size && { size })} />;
}

/** When the machine was last heard. */
export function LastSeen({ device }: { device: Pick<DeviceRow, 'last_seen_at'> }) {
  const { t } = useTranslation('devices');
  return device.last_seen_at ? <AgoText value={device.last_seen_at} /> : <>{t('never_seen')}</>;
}

/** The columns of the fleet. */
export function useFleetColumns(): DataColumn<DeviceRow>[] {
  const { t } = useTranslation('devices');
  const { outlets } = useOutlet();
  return useMemo<DataColumn<DeviceRow>[]>(
    () => [
      {
        name: 'name',
        header: t('machine'),
        sortable: true,
        cell: ({ name, serial, model }) => (
          <>
            <Text fw={600} size="sm">
              <bdi>{name}</bdi>
            </Text>
            <Text size="xs" c="dimmed">
              <bdi>{model}</bdi> ·{' '}
              <Text component="bdi" inherit ff="monospace" style={{ whiteSpace: 'nowrap' }}>
                {serial}
              </Text>
            </Text>
          </>
        ),
      },
      { name: 'is_online', header: t('presence'), cell: (device) => <Presence device={device} /> },
      {
        name: 'status',
        header: t('life'),
        sortable: true,
        minor: true,
        cell: ({ status }) => <StatusBadge kind="device" value={status} />,
      },
      {
        name: 'outlet_id',
        header: t('venue'),
        minor: true,
        cell: ({ outlet_id }) => <bdi>{outlets.find(({ id }) => id === outlet_id)?.name ?? ''}</bdi>,
      },
      {
        name: 'last_seen_at',
        header: t('last_seen'),
        sortable: true,
        minor: true,
        cell: (device) => <LastSeen device={device} />,
      },
      {
        name: 'cups_today',
        header: t('cups_today'),
        align: 'end',
        cell: ({ cups_today }) => <NumberText value={cups_today} />,
      },
    ],
    [t, outlets],
  );
}
