import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminEntity } from './entity.ts';
import type { ListControls, ListState } from './listState.ts';

interface SavedView extends Pick<ListState, 'q' | 'sort' | 'filters'> {
  name: string;
}

/** Named combinations of search, sort and filters, kept in this browser. */
export function SavedViews({ entity, state, change }: ListControls & { entity: AdminEntity }) {
  const { t } = useTranslation();
  const [views, setViews] = useLocalStorage<SavedView[]>({ key: `hostelry.views.${entity.name}`, defaultValue: [] });
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { q, sort, filters } = state;
    setViews([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), q, sort, filters }]);
    setName('');
  };
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick={false} trapFocus={false}>
      <Menu.Target>
        <Button variant="default" h={42} leftSection={<IconBookmark size={18} aria-hidden />}>
          {t('admin.views')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((view) => (
          <Menu.Item
            key={view.name}
            onClick={() => change({ q: view.q, sort: view.sort, filters: view.filters })}
            rightSection={
              <ActionIcon
                component="span"
                variant="subtle"
                color="red"
                aria-label={t('admin.forget_view', { name: view.name })}
                onClick={(event) => {
                  event.stopPropagation();
                  setViews(views.filter((one) => one !== view));
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            }
          >
            <bdi>{view.name}</bdi>
          </Menu.Item>
        ))}
        {views.length > 0 && <Menu.Divider />}
        <form onSubmit={save}>
          <TextInput
            m={6}
            placeholder={t('admin.view_name')}
            aria-label={t('admin.view_name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
            rightSectionWidth={76}
            rightSection={
              <Button type="submit" size="compact-sm" disabled={!name.trim()}>
                {t('save')}
              </Button>
            }
          />
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
