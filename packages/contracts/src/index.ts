export * from './envelope.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './identity.ts';
export * from './lifecycles.ts';
export * from './notifications.ts';
export * from './outlets.ts';
export * from './permissions.ts';
