import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setHelpOpen, useActiveShortcuts } from './shortcuts.ts';

/** The keys that work on the present screen. */
export default function HelpOverlay() {
  const { t } = useTranslation();
  const shortcuts = useActiveShortcuts();
  return (
    <Modal
      opened
      onClose={() => setHelpOpen(false)}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Line keys={['Ctrl / ⌘', 'K']} text={t('help.everywhere')} />
        {shortcuts.map(({ key, text }) => (
          <Line key={`${key} ${text}`} keys={[key]} text={t(text)} />
        ))}
      </Stack>
    </Modal>
  );
}

function Line({ keys, text }: { keys: string[]; text: string }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text>{text}</Text>
      <Group gap={4} wrap="nowrap" dir="ltr">
        {keys.map((key) => (
          <Kbd key={key} size="md">
            {key}
          </Kbd>
        ))}
      </Group>
    </Group>
  );
}
