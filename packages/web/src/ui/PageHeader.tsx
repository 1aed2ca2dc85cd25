import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  hint?: ReactNode;
  /** From the outside in; the page itself is not part of it. */
  breadcrumb?: ReactNode[];
  /** Buttons on the far side. */
  actions?: ReactNode;
  /** Beside the title: a status badge, a live dot. */
  badge?: ReactNode;
}

/** The head of a page: where one is, what it is, what one can do. */
export function PageHeader({ title, hint, breadcrumb, actions, badge }: PageHeaderProps) {
  return (
    <Group component="header" justify="space-between" align="flex-end" gap="md" mb="md">
      <Stack gap={2} miw={0}>
        {breadcrumb && (
          <Breadcrumbs separatorMargin={6} fz="sm" c="dimmed">
            {breadcrumb}
          </Breadcrumbs>
        )}
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {badge}
        </Group>
        {hint && (
          <Text c="dimmed" size="sm">
            {hint}
          </Text>
        )}
      </Stack>
      {actions && (
        <Group gap="xs" data-no-print>
          {actions}
        </Group>
      )}
    </Group>
  );
}
