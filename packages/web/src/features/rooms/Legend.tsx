import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './AvailabilityGrid.module.css';
import { LEVELS } from './nights.ts';

/** What the tints mean and how to book from the grid. */
export function Legend({ mayBook }: { mayBook: boolean }) {
  const { t } = useTranslation('rooms');
  return (
    <Group justify="space-between" mt="sm" gap="xs">
      <Group gap="md">
        {[...LEVELS, 'missing' as const].map((level) => (
          <Group key={level} gap={6} wrap="nowrap">
            <span className={classes.swatch} data-level={level} aria-hidden />
            <Text size="xs" c="dimmed">
              {t(`levels.${level}`)}
            </Text>
          </Group>
        ))}
      </Group>
      {mayBook && (
        <Text size="xs" c="dimmed" visibleFrom="md">
          {t('availability.how')}
        </Text>
      )}
    </Group>
  );
}
