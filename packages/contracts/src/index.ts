export * from './envelope.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './lifecycles.ts';
export * from './permissions.ts';
