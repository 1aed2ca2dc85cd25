import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionUser } from '../session.ts';
import classes from './shell.module.css';

const SearchPanel = lazy(() => import('./SearchPanel.tsx'));

/** Opens the search over everything from anywhere. */
export const openSearch = () => document.dispatchEvent(new Event('hostelry:search'));

/** The door to the search in the header: a field where there is room, else an icon. */
export function SearchButton() {
  const { t } = useTranslation();
  return (
    <>
      <UnstyledButton className={classes.searchButton} onClick={openSearch}>
        <IconSearch size={16} aria-hidden />
        <span>{t('search.open')}</span>
        <Kbd size="xs" dir="ltr">
          {navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'} K
        </Kbd>
      </UnstyledButton>
      <ActionIcon
        hiddenFrom="md"
        variant="subtle"
        color="gray"
        size={44}
        onClick={openSearch}
        aria-label={t('search.open')}
      >
        <IconSearch size={22} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** ⌘K. The panel's code arrives with its first use. */
export function SearchEverywhere({ user }: { user: SessionUser }) {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    const ask = () => setWanted((times) => times + 1);
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      ask();
    };
    document.addEventListener('hostelry:search', ask);
    addEventListener('keydown', press);
    return () => {
      document.removeEventListener('hostelry:search', ask);
      removeEventListener('keydown', press);
    };
  }, []);
  if (wanted === 0) return null;
  return (
    <Suspense>
      <SearchPanel user={user} wanted={wanted} />
    </Suspense>
  );
}
