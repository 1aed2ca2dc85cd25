import { Alert, Button, Code, CopyButton, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A secret in the only moment that anybody can see it. */
export function SecretOnce({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={secret !== null}
      onClose={onClose}
      title={t('admin.secret_title')}
      closeOnClickOutside={false}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {t('admin.secret_hint')}
        </Alert>
        <Code block>
          <bdi>{secret}</bdi>
        </Code>
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => {
            const Glyph = copied ? IconCheck : IconCopy;
            return (
              <Button mih={48} onClick={copy} leftSection={<Glyph size={18} aria-hidden />}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            );
          }}
        </CopyButton>
      </Stack>
    </Modal>
  );
}
