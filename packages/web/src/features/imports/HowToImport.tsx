import { ActionIcon, Code, CopyButton, Group, Paper, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';

/** The command that brings a file in, ready to copy, with this hotel's id in it. */
export function HowToImport() {
  const { t } = useTranslation('imports');
  const { outlet, outlets } = useOutlet();
  const hotel = outlet?.kind === 'HOTEL' ? outlet : outlets.find(({ kind }) => kind === 'HOTEL');
  const command = `npm start -- import hotel-bookings hotel_bookings.csv.gz --outlet ${hotel?.id ?? '<outlet-id>'}`;
  return (
    <Paper withBorder p="md">
      <Group gap="xs" mb={4}>
        <IconTerminal2 size={20} aria-hidden />
        <Text fw={600}>{t('how.title')}</Text>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('how.text')}
      </Text>
      <Group gap="xs" wrap="nowrap" dir="ltr">
        <Code block flex={1} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {command}
        </Code>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'how.copied' : 'how.copy')}>
              <ActionIcon size={44} variant="default" aria-label={t(copied ? 'how.copied' : 'how.copy')} onClick={copy}>
                {copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {t('how.again')}
      </Text>
    </Paper>
  );
}
