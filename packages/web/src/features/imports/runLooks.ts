/** How the state of an import run looks. */
import type { MantineColor } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLoader2, IconPlayerPause, type Icon } from '@tabler/icons-react';
import type { Run } from './queries.ts';

export const RUN_LOOKS: Record<Run['status'], { color: MantineColor; icon: Icon }> = {
  RUNNING: { color: 'blue', icon: IconLoader2 },
  COMPLETED: { color: 'green', icon: IconCircleCheck },
  INTERRUPTED: { color: 'yellow', icon: IconPlayerPause },
  FAILED: { color: 'red', icon: IconAlertTriangle },
};
