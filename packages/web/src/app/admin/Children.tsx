import { Button, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userMay } from '../session.ts';
import { EntityDrawer } from './EntityDrawer.tsx';
import { EntityTable } from './EntityTable.tsx';
import type { AdminEntity, Row } from './entity.ts';
import type { ListState } from './listState.ts';

const ROWS = 10;

interface ChildrenProps {
  entity: AdminEntity;
  /** The filter of the child list that holds the parent's id. */
  by: string;
  row: Row;
  parent: AdminEntity;
}

/** The rows that belong to an opened row, such as the outlets of a brand; they open and are added in place. */
export function Children({ entity, by, row }: ChildrenProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<ListState>({ q: '', sort: entity.sort ?? '', cursor: '', open: '', filters: {} });
  const change = (part: Partial<ListState>) => setState((now) => ({ ...now, ...part }));
  if (!userMay(entity.permission)) return null;
  const fixed = {
    [by]: row.id,
    ...(row.outlet_id && by !== 'outlet_id' ? { outlet_id: row.outlet_id as string } : {}),
  };
  const mayCreate = entity.can?.create && entity.manage && userMay(entity.manage);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3}>{t(`admin:${entity.name}.title`)}</Title>
        {mayCreate && (
          <Button
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change({ open: 'new' })}
          >
            {t('admin.new', { what: t(`admin:${entity.name}.one`) })}
          </Button>
        )}
      </Group>
      <EntityTable
        entity={entity}
        query={{ [by]: row.id, sort: state.sort, cursor: state.cursor, limit: ROWS }}
        state={state}
        change={change}
      />
      <EntityDrawer entity={entity} open={state.open} fixed={fixed} onOpen={(open) => change({ open })} />
    </Stack>
  );
}
