import { Button, Group } from '@mantine/core';
import { IconArmchair } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** This venue has no tables: the way to those that may. */
export function NoTables() {
  const { t } = useTranslation('floor');
  const { outlet, outlets, choose } = useOutlet();
  const others = outlets.filter(({ id, kind }) => id !== outlet?.id && kind !== 'HOTEL').slice(0, 6);
  return (
    <EmptyState
      icon={IconArmchair}
      title={t('no_tables', { outlet: outlet?.name ?? '' })}
      hint={t(others.length > 0 ? 'no_tables_hint' : 'no_tables_draw')}
      action={
        <Group justify="center" mt="sm">
          {others.map(({ id, name }) => (
            <Button key={id} h={48} variant="light" onClick={() => choose(id)}>
              {name}
            </Button>
          ))}
        </Group>
      }
    />
  );
}
