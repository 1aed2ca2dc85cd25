import { ActionIcon, Card, Group, Popover, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';

interface FigureCardProps {
  label: string;
  definition: string | undefined;
  value: number | null;
  /** The same figure of the period compared with. */
  before: number | null | undefined;
  show: (value: number) => ReactNode;
}

/** One figure, with its definition a tap away and its change beside it. */
export function FigureCard({ label, definition, value, before, show }: FigureCardProps) {
  const { t } = useTranslation('figures');
  const change = value !== null && before ? (value - before) / before : null;
  const Arrow = change !== null && change < 0 ? IconArrowDownRight : IconArrowUpRight;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text c="dimmed" fw={600} size="sm">
          {label}
        </Text>
        {definition && (
          <Popover width={280} withArrow shadow="md">
            <Popover.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={48}
                m={-12}
                aria-label={t('definition_of', { figure: label })}
              >
                <IconInfoCircle size={18} aria-hidden />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Text size="sm">{definition}</Text>
            </Popover.Dropdown>
          </Popover>
        )}
      </Group>
      <Text fw={750} fz={{ base: 22, sm: 26 }} mt={4}>
        {value === null ? '–' : show(value)}
      </Text>
      {change !== null && (
        <Group gap={4} c="dimmed" fz="sm">
          <Arrow size={16} aria-hidden />
          <NumberText
            value={change}
            options={{ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }}
          />
        </Group>
      )}
    </Card>
  );
}
