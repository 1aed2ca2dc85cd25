import { Alert, Button, CloseButton, Collapse, Group, List, Text } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { IconAlertTriangle, IconClockUp, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AgoText } from '../../ui/Dates.tsx';
import { discard, replay, useOutbox } from '../outbox.ts';
import { useWire } from '../realtime.ts';

/** Says that the network or the live wire is away, and what waits to be sent. Nothing when all is well. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const wire = useWire();
  const writes = useOutbox();
  const [open, { toggle }] = useDisclosure(false);
  const refused = writes.filter((write) => write.refused).length;
  const away = !online || wire === 'lost';
  if (!away && writes.length === 0) return null;
  const Glyph = refused ? IconAlertTriangle : away ? IconWifiOff : IconClockUp;
  const title = away ? t(online ? 'offline.server' : 'offline.network') : t('offline.sending');
  return (
    <Alert
      color={refused ? 'red' : 'orange'}
      icon={<Glyph aria-hidden />}
      title={title}
      mb="md"
      role="status"
      data-no-print
    >
      <Group justify="space-between">
        <Text size="sm">
          {writes.length > 0 ? t('offline.queued', { count: writes.length }) : t('offline.hint')}
          {refused > 0 && ` ${t('offline.refused', { count: refused })}`}
        </Text>
        {writes.length > 0 && (
          <Group gap="xs">
            <Button size="compact-md" variant="subtle" onClick={toggle} aria-expanded={open}>
              {t('offline.show')}
            </Button>
            <Button size="compact-md" variant="light" onClick={() => void replay()}>
              {t('offline.send_now')}
            </Button>
          </Group>
        )}
      </Group>
      <Collapse expanded={open}>
        <List size="sm" mt="xs" spacing={4}>
          {writes.map((write) => (
            <List.Item key={write.key}>
              <Group gap="xs" wrap="nowrap">
                <span>
                  <bdi>{write.label}</bdi> · <AgoText value={write.queued_at} />
                  {write.refused && ` — ${write.refused}`}
                </span>
                {write.refused && (
                  <CloseButton size="sm" aria-label={t('offline.discard')} onClick={() => discard(write.key)} />
                )}
              </Group>
            </List.Item>
          ))}
        </List>
      </Collapse>
    </Alert>
  );
}
