import { Group, Modal, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** The act in words; left out, the dialog only shows something. */
  act?: string;
  color?: string | undefined;
  ready?: boolean;
  pending?: boolean;
  error?: unknown;
  onAct?: () => void;
  size?: string;
  children: ReactNode;
}

/** A question about an account: it closes once the server said that it is done. */
export function Dialog({ title, onClose, act, color, ready, pending, error, onAct, size, children }: DialogProps) {
  const { t } = useTranslation('folios');
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size ?? 'md'}
      fullScreen={phone ?? false}
      centered
      closeButtonProps={{ 'aria-label': t('not_now') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onAct?.();
        }}
      >
        <Stack gap="md">
          {children}
          {error ? <ErrorState error={error as Error} /> : null}
          {act && (
            <Group grow>
              <TouchButton variant="default" type="button" onClick={onClose}>
                {t('not_now')}
              </TouchButton>
              <TouchButton type="submit" loading={pending ?? false} disabled={!ready} {...(color && { color })}>
                {act}
              </TouchButton>
            </Group>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
