import type { Allergen } from '@hostelry/contracts';
import { Badge, Group, type MantineSize } from '@mantine/core';
import { IconAlertTriangle, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Declared allergens by name. Undeclared is shown as unknown, never as safe; declared as none shows nothing. */
export function Allergens({ allergens, size = 'sm' }: { allergens: readonly Allergen[] | null; size?: MantineSize }) {
  const { t } = useTranslation('orders');
  if (allergens === null) {
    return (
      <Badge
        size={size}
        variant="outline"
        color="gray"
        tt="none"
        leftSection={<IconQuestionMark size={12} aria-hidden />}
      >
        {t('allergens.unknown')}
      </Badge>
    );
  }
  return (
    <Group gap={4} aria-label={t('allergens.label')}>
      {allergens.map((name) => (
        <Badge
          key={name}
          size={size}
          variant="light"
          color="orange"
          tt="none"
          fw={500}
          leftSection={<IconAlertTriangle size={12} aria-hidden />}
        >
          {t(`allergens.${name}`)}
        </Badge>
      ))}
    </Group>
  );
}
