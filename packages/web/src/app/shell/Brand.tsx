import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './shell.module.css';

/** The house's mark; it leads home. */
export function Brand() {
  return (
    <Group component={Link as never} {...{ to: '/' }} gap={8} wrap="nowrap" className={classes.brand} visibleFrom="xs">
      <img src="/icon.svg" alt="Hostelry" width={30} height={30} />
      <Text fw={700} visibleFrom="lg">
        Hostelry
      </Text>
    </Group>
  );
}
