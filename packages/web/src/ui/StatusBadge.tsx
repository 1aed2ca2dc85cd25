import { Badge, type BadgeProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { statusLook, type StatusKind } from './status.ts';

interface StatusBadgeProps extends BadgeProps {
  kind: StatusKind;
  value: string;
}

/** A status as colour, icon and words together, so that none of them has to be read alone. */
export function StatusBadge({ kind, value, ...badge }: StatusBadgeProps) {
  const { t } = useTranslation('status');
  const { color, icon: Glyph } = statusLook(kind, value);
  return (
    <Badge
      variant="light"
      color={color}
      tt="none"
      fw={600}
      // A status that is cut off says nothing.
      miw="max-content"
      leftSection={<Glyph size={14} stroke={2} aria-hidden />}
      {...badge}
    >
      {t(`${kind}.${value}`, { defaultValue: value })}
    </Badge>
  );
}
