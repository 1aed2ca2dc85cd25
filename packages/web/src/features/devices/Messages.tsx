import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { DeviceSummary } from '@hostelry/contracts/devices';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** The last messages as the machine sent them, newest first. */
export function Messages({ device }: { device: DeviceSummary }) {
  const { t } = useTranslation('devices');
  if (device.messages.length === 0) return <EmptyState icon={IconMessage} title={t('messages.empty')} />;
  return (
    <Stack gap="sm">
      {device.messages.map((message) => (
        <div key={`${message.boot} ${message.seq}`}>
          <Group gap="xs" mb={4}>
            <Badge variant="light" color="gray" tt="none">
              {t(`messages.kinds.${message.kind}`)}
            </Badge>
            {message.historical && (
              <Badge variant="light" color="yellow" tt="none">
                {t('messages.historical')}
              </Badge>
            )}
            <Text size="xs" c="dimmed">
              <TimeText value={message.received_at} options={{ dateStyle: 'short', timeStyle: 'medium' }} />
            </Text>
          </Group>
          <Code block dir="ltr" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {JSON.stringify(message.data)}
          </Code>
        </div>
      ))}
    </Stack>
  );
}
