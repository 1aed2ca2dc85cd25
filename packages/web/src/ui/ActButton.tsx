import { Tooltip, type ButtonProps } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { TouchButton } from './TouchButton.tsx';

interface ActButtonProps extends Omit<ButtonProps, 'leftSection' | 'disabled' | 'color'> {
  icon: Icon;
  color?: string | undefined;
  /** Why it is not possible now. The button stays focusable, so that a keyboard and a thumb can ask too. */
  refused?: string | undefined;
  onClick: () => void;
}

/** An act on a POS screen: a large button that is greyed with its reason when it may not be done. */
export function ActButton({ icon: Glyph, refused, onClick, color, ...button }: ActButtonProps) {
  return (
    <Tooltip label={refused} disabled={!refused} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
      <TouchButton
        px="sm"
        {...button}
        {...(color && { color })}
        leftSection={<Glyph size={20} aria-hidden />}
        data-disabled={refused ? true : undefined}
        aria-disabled={refused ? true : undefined}
        aria-description={refused}
        onClick={refused ? undefined : onClick}
      />
    </Tooltip>
  );
}
