import { Button, Drawer, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx';
import { api } from '../api.ts';
import { userMay } from '../session.ts';
import classes from './admin.module.css';
import { Cell } from './cells.tsx';
import { EntityForm } from './EntityForm.tsx';
import { itemPath, labelOf, type AdminAction, type AdminEntity, type Row } from './entity.ts';
import { SecretOnce } from './SecretOnce.tsx';

// A child opens in a drawer of its own, so the two need each other; this one arrives later.
const Children = lazy(() => import('./Children.tsx').then((module) => ({ default: module.Children })));

interface EntityDrawerProps {
  entity: AdminEntity;
  /** The opened row's id, `new`, or nothing. */
  open: string;
  /** Values that the place decides: the brand whose outlets one is looking at. */
  fixed: Record<string, string>;
  onOpen: (open: string) => void;
}

/** A row opened beside its list, or the form of a new one. */
export function EntityDrawer({ entity, open, fixed, onOpen }: EntityDrawerProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => onOpen('');
  const created = (row: Row) => {
    if (entity.secret && row[entity.secret]) setSecret(String(row[entity.secret]));
    close();
  };
  const title =
    open === 'new' ? t('admin.new', { what: t(`admin:${entity.name}.one`) }) : t(`admin:${entity.name}.one`);
  return (
    <>
      <Drawer
        opened={open !== ''}
        onClose={close}
        position="right"
        size={entity.children || entity.Detail ? 'xl' : 'lg'}
        title={
          <Text
            component="span"
            className={classes.kind}
            {...(open === 'new' ? { fw: 650, size: 'lg' } : { c: 'dimmed', size: 'sm' })}
          >
            {title}
          </Text>
        }
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {open === 'new' && <EntityForm entity={entity} row={null} fixed={fixed} onDone={created} />}
        {open !== '' && open !== 'new' && <Opened entity={entity} id={open} fixed={fixed} onClose={close} />}
      </Drawer>
      <SecretOnce secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}

/** The row from the list that is on screen, else from the server: a link may open one that is on no page yet. */
function useRow(entity: AdminEntity, id: string) {
  const client = useQueryClient();
  const listed = client
    .getQueriesData<{ data: Row[] }>({ queryKey: [entity.path, 'list'] })
    .flatMap(([, list]) => list?.data ?? [])
    .find((row) => row.id === id);
  const asked = useQuery({
    queryKey: [entity.path, 'one', id],
    queryFn: ({ signal }) => api.get<Row>(itemPath(entity, { id }), {}, signal),
    enabled: !listed,
  });
  return { row: listed ?? asked.data, error: asked.error };
}

function Opened({
  entity,
  id,
  fixed,
  onClose,
}: {
  entity: AdminEntity;
  id: string;
  fixed: Record<string, string>;
  onClose: () => void;
}) {
  const { row, error } = useRow(entity, id);
  if (!row) return error ? <ErrorState error={error} /> : <Loader type="dots" />;
  const mayEdit = entity.form && entity.can?.edit && entity.manage && userMay(entity.manage);
  return (
    <Stack gap="lg">
      <Title order={2}>
        <bdi>{labelOf(entity, row)}</bdi>
      </Title>
      <Actions entity={entity} row={row} onClose={onClose} />
      {mayEdit ? (
        <EntityForm key={`${row.id} ${row.version}`} entity={entity} row={row} fixed={fixed} onDone={onClose} />
      ) : (
        <Facts entity={entity} row={row} />
      )}
      {entity.Detail && (
        <Suspense fallback={<Loader type="dots" />}>
          <entity.Detail row={row} />
        </Suspense>
      )}
      <Suspense fallback={<Loader type="dots" />}>
        {entity.children?.map(({ entity: child, by }) => (
          <Children key={child().name} entity={child()} by={by} row={row} parent={entity} />
        ))}
      </Suspense>
    </Stack>
  );
}

function Facts({ entity, row }: { entity: AdminEntity; row: Row }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      {entity.columns.map((column) => (
        <Group key={column.name} justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t(`fields:${column.name}`)}
          </Text>
          <Text component="div" size="sm">
            <Cell column={column} row={row} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function Actions({ entity, row, onClose }: { entity: AdminEntity; row: Row; onClose: () => void }) {
  const remove: AdminAction = {
    name: 'remove',
    icon: IconTrash,
    color: 'red',
    confirm: true,
    ...(entity.manage ? { permission: entity.manage } : {}),
    run: async (gone) => {
      await api.delete(itemPath(entity, gone));
      onClose();
    },
  };
  const all = [...(entity.actions ?? []), ...(entity.can?.remove ? [remove] : [])];
  const shown = all.filter((action) => userMay(action.permission) && (action.shown?.(row) ?? true));
  if (shown.length === 0) return null;
  return (
    <Group gap="xs">
      {shown.map((action) => (
        <ActionButton key={action.name} entity={entity} action={action} row={row} />
      ))}
    </Group>
  );
}

/** An act on the row. One that cannot be taken back is asked for twice, in the same place. */
function ActionButton({ entity, action, row }: { entity: AdminEntity; action: AdminAction; row: Row }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asked, setAsked] = useState(false);
  const act = useMutation({
    mutationFn: () => action.run(row),
    onSuccess: () => client.invalidateQueries({ queryKey: [entity.path] }),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
    onSettled: () => setAsked(false),
  });
  return (
    <Button
      variant={asked ? 'filled' : 'light'}
      color={action.color ?? 'teal'}
      h={44}
      loading={act.isPending}
      leftSection={<action.icon size={18} aria-hidden />}
      onBlur={() => setAsked(false)}
      onClick={() => (action.confirm && !asked ? setAsked(true) : act.mutate())}
    >
      {t(asked ? 'admin.really' : `admin:actions.${action.name}`, { what: t(`admin:actions.${action.name}`) })}
    </Button>
  );
}
