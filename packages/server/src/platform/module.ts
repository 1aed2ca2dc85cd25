import type { LoggedEvent } from './events/log.ts';
import type { Reaction } from './events/subscriber.ts';
import type { Authenticator } from './http/server.ts';
import type { Route } from './http/route.ts';
import type { Task } from './jobs.ts';

/** What a module offers to the house. The composition root mounts it; modules never mount each other. */
export interface Module {
  name: string;
  routes?: readonly Route[];
  tasks?: readonly Task[];
  reactions?: readonly Reaction[];
  authenticators?: readonly Authenticator[];
  /** Answers events inside this process only, such as dropping a cache. Must not write. */
  onEvent?(event: LoggedEvent): void;
}
