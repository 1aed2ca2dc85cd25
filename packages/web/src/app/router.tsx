import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { ApiError } from './api.ts';
import { Layout } from './Layout.tsx';
import { outletsQuery } from './outlet.tsx';
import { queryClient } from './query.ts';
import { homeOf, screens } from './registry.ts';
import { NotFound, ScreenError, ScreenPending } from './screenStates.tsx';
import type { Screen } from './feature.ts';
import { currentUser, onSession, userMay } from './session.ts';

type Search = Record<string, string | undefined>;

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search: Search): Search => search,
  // The chosen outlet stays in the address from screen to screen, so a copied link opens the same venue.
  search: { middlewares: [retainSearchParams(['outlet'])] },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: ({ search }) => {
    if (currentUser()) throw redirect({ to: localPath(search.from) ?? '/', replace: true });
  },
  component: lazyRouteComponent(() => import('../features/identity/SignIn.tsx')),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => {
    if (!currentUser()) throw redirect({ to: '/sign-in', search: { from: location.href }, replace: true });
  },
  component: Layout,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    // Without the venues, for want of permission or of a network, the role alone decides.
    const venues = userMay('organisation.read')
      ? await queryClient.ensureQueryData(outletsQuery).catch(() => null)
      : null;
    throw redirect({ to: homeOf(currentUser()!, venues?.data.map(({ kind }) => kind) ?? []), replace: true });
  },
});

const routeOf = (screen: Screen) =>
  createRoute({
    getParentRoute: () => shell,
    path: screen.path,
    beforeLoad: () => {
      if (!userMay(screen.permission)) throw new ApiError(403, 'FORBIDDEN', '');
    },
    component: lazyRouteComponent(screen.load),
  });

/** Only an address of this console may be returned to after signing in, and only one that this person may open. */
function localPath(from: string | undefined) {
  if (!from?.startsWith('/') || from.startsWith('//') || from.startsWith('/sign-in')) return null;
  const screen = screens.find(({ path }) => path === from.split('?')[0]);
  return screen && !userMay(screen.permission) ? null : from;
}

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([home, ...screens.map(routeOf)])]),
  defaultPreload: 'intent',
  defaultErrorComponent: ScreenError,
  defaultPendingComponent: ScreenPending,
  // Plain text in the address: `?q=101` stays the text that somebody typed.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
    return filled.length === 0 ? '' : `?${new URLSearchParams(filled as [string, string][])}`;
  },
});

let signedInAs = currentUser()?.id;
onSession(() => {
  const id = currentUser()?.id;
  if (id === signedInAs) return;
  signedInAs = id;
  // The next person at this device must not see what the last one saw.
  queryClient.clear();
  void router.invalidate();
});
