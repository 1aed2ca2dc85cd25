import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.tsx';
import type { Query } from '../api.ts';
import { useOutlet } from '../outlet.tsx';
import { useMay } from '../session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { AdminToolbar } from './AdminToolbar.tsx';
import { EntityDrawer } from './EntityDrawer.tsx';
import { EntityTable } from './EntityTable.tsx';
import type { AdminEntity, AdminScreen } from './entity.ts';
import { useListState } from './listState.ts';

const ROWS = 50;

/** A whole administration screen from one declared entity. */
export function AdminPage({ screen, entity }: { screen: AdminScreen; entity: AdminEntity }) {
  const { t } = useTranslation();
  const { outlet } = useOutlet();
  const { state, change } = useListState(entity);
  const mayManage = useMay(entity.manage);
  const mayCreate = Boolean(entity.manage && mayManage && entity.can?.create);
  const create = mayCreate ? () => change({ open: 'new' }) : undefined;
  useShortcut('n', 'help.new', create);
  const filters: Query = {
    ...state.filters,
    ...(entity.of_outlet ? { outlet_id: outlet?.id } : {}),
    ...(entity.searchable ? { q: state.q } : {}),
    sort: state.sort,
  };
  const what = t(`admin:${entity.name}.one`);
  return (
    <>
      <PageHeader
        title={t(`admin:${entity.name}.title`)}
        hint={t(`admin:${entity.name}.hint`)}
        breadcrumb={[
          t(`groups.${screen.group}`),
          ...(entity.of_outlet && outlet ? [<bdi key="outlet">{outlet.name}</bdi>] : []),
        ]}
        actions={
          create && (
            <Button mih={48} leftSection={<IconPlus size={18} aria-hidden />} onClick={create}>
              {t('admin.new', { what })}
            </Button>
          )
        }
      />
      <AdminToolbar entity={entity} state={state} change={change} query={filters} />
      <EntityTable
        entity={entity}
        query={{ ...filters, cursor: state.cursor, limit: ROWS }}
        icon={screen.icon}
        state={state}
        change={change}
        ready={!entity.of_outlet || outlet !== null}
      />
      <EntityDrawer entity={entity} open={state.open} fixed={{}} onOpen={(open) => change({ open })} />
    </>
  );
}
