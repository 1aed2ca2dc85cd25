import { Burger, Group, Skeleton } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveDot } from '../ui/LiveDot.tsx';
import { OutletProvider } from './outlet.tsx';
import { startOutbox } from './outbox.ts';
import { startRealtime, useWire } from './realtime.ts';
import classes from './Layout.module.css';
import { useUser } from './session.ts';
import { Brand } from './shell/Brand.tsx';
import { Navigation } from './shell/Navigation.tsx';
import { OfflineBanner } from './shell/OfflineBanner.tsx';
import { SearchButton, SearchEverywhere } from './shell/SearchEverywhere.tsx';
import { useHelpOpen, useShellShortcuts } from './shell/shortcuts.ts';

// The header's menus arrive after the first paint: a screen should not wait for what opens on a click.
const OutletSwitcher = lazy(() => import('./shell/OutletSwitcher.tsx'));
const HelpOverlay = lazy(() => import('./shell/HelpOverlay.tsx'));
const HeaderMenus = lazy(() => import('./shell/HeaderMenus.tsx'));

let started = false;

/** The live wire and the queue of writes belong to the page, not to one mount of the layout. */
function startOnce() {
  if (started) return;
  started = true;
  startRealtime();
  startOutbox();
}

/** The frame around every screen: header, navigation, banner and the screen itself. */
export function Layout() {
  const user = useUser();
  const [menuOpen, menu] = useDisclosure(false);
  const [rail, setRail] = useLocalStorage({
    key: 'hostelry.rail',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const path = useLocation({ select: ({ pathname }) => pathname });
  const helpOpen = useHelpOpen();
  useShellShortcuts();
  useEffect(startOnce, []);
  useEffect(() => menu.close(), [path]);
  if (!user) return <Skeleton h="100vh" radius={0} />;
  return (
    <OutletProvider>
      <div className={classes.frame} data-rail={rail || undefined} data-menu={menuOpen || undefined}>
        <header className={classes.header}>
          <Header menuOpen={menuOpen} toggleMenu={menu.toggle} />
        </header>
        <Navigation user={user} rail={rail && !menuOpen} onRail={() => setRail(!rail)} />
        <main className={classes.main}>
          <OfflineBanner />
          <Outlet />
        </main>
      </div>
      <SearchEverywhere user={user} />
      {helpOpen && (
        <Suspense>
          <HelpOverlay />
        </Suspense>
      )}
    </OutletProvider>
  );
}

function Header({ menuOpen, toggleMenu }: { menuOpen: boolean; toggleMenu: () => void }) {
  const { t } = useTranslation();
  return (
    <Group h="100%" px={{ base: 'xs', sm: 'md' }} gap="sm" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0} className={classes.place}>
        <Burger opened={menuOpen} onClick={toggleMenu} hiddenFrom="sm" size="sm" aria-label={t('navigation.toggle')} />
        <Brand />
        <Suspense>
          <OutletSwitcher />
        </Suspense>
      </Group>
      <Group gap={6} wrap="nowrap" className={classes.tools}>
        <SearchButton />
        <Group px={6} visibleFrom="xs">
          <LiveDot state={useWire()} compact />
        </Group>
        <Suspense fallback={<Group miw={96} />}>
          <HeaderMenus />
        </Suspense>
      </Group>
    </Group>
  );
}
