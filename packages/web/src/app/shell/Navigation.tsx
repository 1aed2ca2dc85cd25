import { ActionIcon, Box, NavLink, Text } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { GROUPS, type Screen } from '../feature.ts';
import { useOutlet } from '../outlet.tsx';
import { navigationOf } from '../registry.ts';
import type { SessionUser } from '../session.ts';
import classes from './shell.module.css';

interface NavigationProps {
  user: SessionUser;
  /** Icons only, with the words as titles. */
  rail: boolean;
  onRail: () => void;
}

/** The screens that this person may open, in the order of the groups. */
export function Navigation({ user, rail, onRail }: NavigationProps) {
  const { t } = useTranslation();
  const { outlets } = useOutlet();
  // A waiter of the restaurant has no use for the hotel's screens.
  const screens = useMemo(
    () =>
      navigationOf(user).filter(
        ({ serves }) => !serves || outlets.length === 0 || outlets.some(({ kind }) => serves.includes(kind)),
      ),
    [user, outlets],
  );
  const Glyph = rail ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggle = t(rail ? 'navigation.expand' : 'navigation.collapse');
  return (
    <nav className={classes.navigation} aria-label={t('navigation.label')}>
      <Box className={classes.scroll} px="xs" py="sm">
        {GROUPS.map((group) => {
          const mine = screens.filter((screen) => screen.group === group);
          if (mine.length === 0) return null;
          return (
            <Fragment key={group}>
              {!rail && (
                <Text size="xs" fw={600} c="dimmed" px="sm" pt="sm" pb={4}>
                  {t(`groups.${group}`)}
                </Text>
              )}
              {mine.map((screen) => (
                <Item key={screen.path} screen={screen} rail={rail} />
              ))}
            </Fragment>
          );
        })}
      </Box>
      <Box p="xs" visibleFrom="sm" ta={rail ? 'center' : 'end'}>
        <ActionIcon variant="subtle" color="gray" size={40} onClick={onRail} aria-label={toggle} title={toggle}>
          <Glyph size={20} className="flip-rtl" aria-hidden />
        </ActionIcon>
      </Box>
    </nav>
  );
}

function Item({ screen, rail }: { screen: Screen; rail: boolean }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const venue = useOutlet().venueFor(screen.serves);
  const active = pathname === screen.path || pathname.startsWith(`${screen.path}/`);
  const words = t(screen.title);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (active) link.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <NavLink
      ref={link}
      component={Link}
      to={screen.path}
      search={(venue ? { outlet: venue } : {}) as never}
      label={words}
      aria-label={words}
      title={rail ? words : undefined}
      aria-current={active ? 'page' : undefined}
      leftSection={<screen.icon size={20} stroke={1.7} aria-hidden />}
      active={active}
      className={classes.link}
      data-rail={rail || undefined}
    />
  );
}
