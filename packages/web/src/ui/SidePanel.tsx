import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface SidePanelProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What a screen reader calls the closing cross. */
  closeLabel: string;
  /** Its width in pixels; a phone gives it the whole screen. */
  width: number;
  children: ReactNode;
}

/** The panel at the side in which a list's row shows itself whole. */
export function SidePanel({ opened, onClose, title, closeLabel, width, children }: SidePanelProps) {
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : width}
      title={title}
      closeButtonProps={{ 'aria-label': closeLabel }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {children}
    </Drawer>
  );
}
