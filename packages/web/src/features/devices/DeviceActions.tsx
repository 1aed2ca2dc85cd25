import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeviceRow, DeviceSummary } from '@hostelry/contracts/devices';
import { DEVICE, nextStatuses, type DeviceStatus } from '@hostelry/contracts/lifecycles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { statusLook } from '../../ui/status.ts';

/** The steps that the machine's life allows next; retiring is for good, so it asks first. */
export function DeviceActions({ device }: { device: DeviceSummary }) {
  const { t } = useTranslation('devices');
  const may = useMay('devices.manage');
  const [asked, ask] = useState<DeviceStatus | null>(null);
  const next = nextStatuses(DEVICE, device.status);
  if (next.length === 0) return null;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        {next.map((status) => {
          const { color, icon: Glyph } = statusLook('device', status);
          return (
            <Button
              key={status}
              h={48}
              variant="light"
              color={color}
              disabled={!may}
              leftSection={<Glyph size={18} aria-hidden />}
              onClick={() => ask(status)}
            >
              {t(`actions.${status}`)}
            </Button>
          );
        })}
      </Group>
      {!may && (
        <Text size="xs" c="dimmed">
          {t('actions.may_not')}
        </Text>
      )}
      <Modal
        opened={asked !== null}
        onClose={() => ask(null)}
        title={asked && t(`actions.${asked}`)}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {asked && <Step device={device} to={asked} onDone={() => ask(null)} />}
      </Modal>
    </Stack>
  );
}

function Step({ device, to, onDone }: { device: DeviceSummary; to: DeviceStatus; onDone: () => void }) {
  const { t } = useTranslation('devices');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => api.patch<DeviceRow>(`devices/${device.id}`, { status: to, version: device.version }),
    onSuccess: () => {
      notifications.show({ color: 'green', message: t('actions.done', { name: device.name }) });
      onDone();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['devices'] }),
  });
  return (
    <Stack>
      <Text size="sm">{t(`actions.question.${to}`, { name: device.name })}</Text>
      {change.error && <ErrorState error={change.error} />}
      <Group justify="flex-end">
        <Button variant="default" h={48} onClick={onDone}>
          {t('actions.keep')}
        </Button>
        <Button
          color={to === 'ACTIVE' ? 'green' : 'red'}
          h={48}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {t(`actions.${to}`)}
        </Button>
      </Group>
    </Stack>
  );
}
