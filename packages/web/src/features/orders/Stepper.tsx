import { ActionIcon, Group, Text } from '@mantine/core';
import { IconMinus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NumberText } from '../../ui/Numbers.tsx';

interface StepperProps {
  value: number;
  onChange: (value: number) => void;
  /** What is counted, for those who cannot see it. */
  label: string;
  min?: number;
  max?: number;
  size?: number;
}

/** A number with a button on either side. At `min` 0 the lower button removes the thing. */
export function Stepper({ value, onChange, label, min = 0, max = 999, size = 44 }: StepperProps) {
  const { t } = useTranslation('orders');
  const removes = min === 0 && value === 1;
  const Less = removes ? IconTrash : IconMinus;
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={label}>
      <ActionIcon
        variant="default"
        size={size}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
        aria-label={removes ? t('stepper.remove', { what: label }) : t('stepper.less', { what: label })}
      >
        <Less size={18} aria-hidden />
      </ActionIcon>
      <Text fw={700} miw={28} ta="center" aria-live="polite">
        <NumberText value={value} />
      </Text>
      <ActionIcon
        variant="default"
        size={size}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
        aria-label={t('stepper.more', { what: label })}
      >
        <IconPlus size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
