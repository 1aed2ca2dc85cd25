// The ranks of docs/architecture.md as rules: a module calls strictly lower ranks, and only through the front door.
const RANKS = [
  ['identity'],
  ['outlets'],
  ['menu', 'rooms', 'floor', 'staff'],
  ['rates', 'guests', 'payments', 'stock', 'discounts', 'loyalty'],
  ['folios', 'offers', 'purchasing'],
  ['reservations', 'orders'],
  ['checks', 'front-desk', 'groups', 'housekeeping'],
  ['devices', 'channels', 'booking-page', 'night-audit'],
  ['notifications', 'campaigns', 'analytics', 'forecasting', 'reports', 'imports', 'webhooks'],
  ['admin'],
];
const MODULES = '^packages/server/src/modules/';

const rankRules = RANKS.flatMap((modules, index) =>
  modules.map((name) => {
    const peersAndAbove = RANKS.slice(index)
      .flat()
      .filter((other) => other !== name);
    return {
      name: `rank-${index + 1}-${name}`,
      comment: `${name} has rank ${index + 1}: it may call lower ranks only. Events go up, calls go down.`,
      severity: 'error',
      from: { path: `${MODULES}${name}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${MODULES}(${peersAndAbove.join('|')})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...rankRules,
    {
      name: 'front-door-only',
      comment: 'A module is used through its index.ts; its files are its own.',
      severity: 'error',
      from: { path: `${MODULES}([^/]+)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${MODULES}[^/]+/.+`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`] },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform is the ground; it does not know what is built on it.',
      severity: 'error',
      from: { path: '^packages/server/src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/server/src/(modules|adapters|demo|cli)' },
    },
    {
      name: 'no-pool-in-modules',
      comment: 'A module that could reach the pool could let a statement escape its transaction.',
      severity: 'error',
      from: { path: MODULES, pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^packages/server/src/platform/database/pool', '^node_modules/pg/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'Contracts import typebox and nothing else, so the console can share them.',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/contracts/src/', 'node_modules/typebox/'] },
    },
    {
      name: 'ui-is-presentation',
      comment: 'ui/ knows no router, query or form library and no feature.',
      severity: 'error',
      from: { path: '^packages/web/src/ui/' },
      to: { path: ['^packages/web/src/(app|features)/', '@tanstack/react-(router|query)', '@mantine/form'] },
    },
    {
      name: 'web-and-server-meet-in-contracts',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/server/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['dist/', 'coverage/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
