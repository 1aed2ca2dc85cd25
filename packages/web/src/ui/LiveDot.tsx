import { Box, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './LiveDot.module.css';

interface LiveDotProps {
  state: 'live' | 'connecting' | 'lost' | 'off';
  /** Only the dot; the words stay for screen readers. */
  compact?: boolean;
}

/** Whether what one sees is live. The shape changes with the state, not the colour alone. */
export function LiveDot({ state, compact }: LiveDotProps) {
  const { t } = useTranslation();
  const words = t(`wire.${state}`);
  return (
    <Group gap={6} wrap="nowrap" role="status" title={words} aria-label={words}>
      <Box className={classes.dot} data-state={state} aria-hidden />
      {!compact && (
        <Text size="xs" c="dimmed">
          {words}
        </Text>
      )}
    </Group>
  );
}
