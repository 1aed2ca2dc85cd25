import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Run } from './queries.ts';
import { RUN_LOOKS } from './runLooks.ts';

/** The state of a run as colour, icon and word. */
export function RunBadge({ status }: { status: Run['status'] }) {
  const { t } = useTranslation('imports');
  const { color, icon: Glyph } = RUN_LOOKS[status];
  return (
    <Badge
      miw="max-content"
      variant="light"
      color={color}
      tt="none"
      fw={600}
      leftSection={<Glyph size={14} aria-hidden />}
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
