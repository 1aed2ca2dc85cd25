import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface StayDialogProps {
  title: string;
  onClose: () => void;
  size?: string;
  children: ReactNode;
}

/** A question about a stay; a phone gives it the whole screen. */
export function StayDialog({ title, onClose, size = 'lg', children }: StayDialogProps) {
  const { t } = useTranslation('reservations');
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={phone ?? false}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {children}
    </Modal>
  );
}
