import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '@hostelry/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '../../packages/server/src/modules.ts';
import type { Route } from '../../packages/server/src/platform/http/route.ts';
import { openTestHouse, send, type TestHouse } from '../support/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

const routes: Route[] = modules.flatMap((module) => [...(module.routes ?? [])]);
const nameOf = (route: Route) => `${route.method} ${route.path}`;

describe('every route', () => {
  it('is mounted once', () => {
    const names = routes.flatMap((route) =>
      [route.path, ...(route.definition.aliases ?? [])].map((path) => `${route.method} ${path}`),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(60);
  });

  it('A6 that changes something is an act, with idempotency and audit, or says why it is not', () => {
    const unsafe = routes.filter((route) => route.method !== 'GET');
    const unexplained = unsafe.filter((route) => route.kind === 'open' && route.because.length < 15);
    const posing = unsafe.filter((route) => route.kind === 'read' && route.method !== 'POST');
    expect([...unexplained, ...posing].map(nameOf)).toEqual([]);
  });

  it('A2 that is not public refuses a caller who is nobody', async () => {
    const answers = await Promise.all(
      routes
        .filter((route) => route.permission !== 'public')
        .map(async (route) => {
          const path = route.path.replace(/:\w+/g, '01900000-0000-7000-8000-000000000000');
          const { status } = await send(house, null, route.method, path, route.method === 'GET' ? undefined : {});
          return { route: nameOf(route), status };
        }),
    );
    expect(answers.filter(({ status }) => status !== 401 && status !== 403)).toEqual([]);
  });

  it('is in the OpenAPI document, and the document has no other', () => {
    const document = house.app.swagger() as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const mounted = routes.flatMap((route) =>
      [route.path, ...(route.definition.aliases ?? [])].map(
        (path) => `${route.method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`,
      ),
    );
    expect(mounted.filter((name) => !documented.includes(name))).toEqual([]);
    expect(documented.filter((name) => !mounted.includes(name))).toEqual([]);
  });

  it('has a summary and, when it takes a body, refuses fields it does not know', () => {
    const strict = (schema: unknown): boolean => {
      const { type, additionalProperties, anyOf } = schema as {
        type?: string;
        additionalProperties?: unknown;
        anyOf?: unknown[];
      };
      return anyOf ? anyOf.every(strict) : type !== 'object' || additionalProperties === false;
    };
    const loose = routes.filter((route) => route.definition.body && !strict(route.definition.body));
    // A machine names its readings itself, whatever its maker calls them.
    expect(loose.map(nameOf)).toEqual(['POST /devices/:id/status']);
    expect(routes.filter((route) => route.definition.summary.length < 5).map(nameOf)).toEqual([]);
  });
});

describe('A2 the permission map', () => {
  it('gives every role only known permissions, and the viewer no way to change anything', () => {
    for (const role of ROLES)
      expect(ROLE_PERMISSIONS[role].filter((permission) => !PERMISSIONS.includes(permission))).toEqual([]);
    expect(ROLE_PERMISSIONS.VIEWER.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
  });
});
