import { Group, SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import type { DeviceSummary } from '@hostelry/contracts/devices';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import { ScreenPending } from '../../app/screenStates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { DeviceActions } from './DeviceActions.tsx';
import { LastSeen, Presence } from './fleetColumns.tsx';
import { Messages } from './Messages.tsx';
import { Readings } from './Readings.tsx';
import { Sales } from './Sales.tsx';
import { summaryQuery } from './queries.ts';

interface DeviceDrawerProps {
  /** Nothing opened keeps the drawer shut. */
  id: string | undefined;
  onClose: () => void;
}

/** One machine: whether it is there, what it reads now, what it said and what it sold. */
export function DeviceDrawer({ id, onClose }: DeviceDrawerProps) {
  const { t } = useTranslation('devices');
  return (
    <SidePanel opened={id !== undefined} onClose={onClose} title={t('machine')} closeLabel={t('close')} width={600}>
      {id && <Details key={id} id={id} />}
    </SidePanel>
  );
}

function Details({ id }: { id: string }) {
  const { t } = useTranslation('devices');
  const { data: device, error, refetch } = useQuery(summaryQuery(id));
  if (error && !device) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!device) return <ScreenPending />;
  return (
    <Stack gap="lg">
      <div>
        <Text fw={650} size="xl">
          <bdi>{device.name}</bdi>
        </Text>
        <Group gap="xs" mt={6}>
          <Presence device={device} size="lg" />
          <StatusBadge kind="device" value={device.status} size="lg" />
        </Group>
      </div>
      <Facts device={device} />
      <Tabs defaultValue="readings" keepMounted={false}>
        <Tabs.List grow mb="md">
          {(['readings', 'sales', 'messages'] as const).map((tab) => (
            <Tabs.Tab key={tab} value={tab} mih={48}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="readings">
          <Readings device={device} />
        </Tabs.Panel>
        <Tabs.Panel value="sales">
          <Sales device={device} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <Messages device={device} />
        </Tabs.Panel>
      </Tabs>
      <DeviceActions device={device} />
    </Stack>
  );
}

function Facts({ device }: { device: DeviceSummary }) {
  const { t } = useTranslation('devices');
  const { outlets } = useOutlet();
  const facts: [string, ReactNode][] = [
    ['model', <bdi key="model">{device.model}</bdi>],
    [
      'serial',
      <Text key="serial" component="bdi" inherit ff="monospace">
        {device.serial}
      </Text>,
    ],
    ['venue', outlets.find(({ id }) => id === device.outlet_id)?.name],
    ['firmware', device.firmware],
    ['last_seen', <LastSeen key="seen" device={device} />],
    [
      'sales_today',
      <>
        <NumberText value={device.cups_today} /> ·{' '}
        <Money minor={device.sales_today.amount_minor} currency={device.sales_today.currency} />
      </>,
    ],
  ];
  return (
    <SimpleGrid component="dl" cols={2} spacing="sm" verticalSpacing="xs" m={0}>
      {facts
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {t(`facts.${name}`)}
            </Text>
            <Text component="dd" size="sm" fw={550} m={0}>
              {value}
            </Text>
          </div>
        ))}
    </SimpleGrid>
  );
}
