import type { Route } from '../../platform/http/route.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { consoleRoutes } from './routes/console.ts';
import { customerRoutes } from './routes/customers.ts';
import { flagRoutes } from './routes/flags.ts';
import { profileRoutes } from './routes/profile.ts';
import { recordRoutes } from './routes/records.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { userRoutes } from './routes/users.ts';

export const routes: readonly Route[] = [
  ...signInRoutes,
  ...consoleRoutes,
  ...customerRoutes,
  ...profileRoutes,
  ...userRoutes,
  ...apiKeyRoutes,
  ...flagRoutes,
  ...recordRoutes,
];
