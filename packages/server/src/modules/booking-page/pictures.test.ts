import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openPage } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
let manager: string;
let desk: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  ({ type } = await tenant.act((tx) => openPage(tx, tenant.hotel_id, 'picture-hotel')));
  const at = (role: 'MANAGER' | 'STAFF') => [{ role, scope: 'OUTLET' as const, scope_id: tenant.hotel_id }];
  ({ token: manager } = await createUser(house, tenant, at('MANAGER')));
  ({ token: desk } = await createUser(house, tenant, at('STAFF')));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
});
afterAll(() => house.stop());

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(32)]);

async function upload(token: string | null, content: Buffer) {
  const form = new FormData();
  form.append('alt', 'The bed');
  form.append('file', new Blob([new Uint8Array(content)]), 'room.png');
  const request = new Request('http://house/', { method: 'POST', body: form });
  const reply = await house.app.inject({
    method: 'POST',
    url: `/api/v1/room-types/${type.id}/pictures`,
    payload: Buffer.from(await request.arrayBuffer()),
    headers: {
      'content-type': request.headers.get('content-type')!,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  });
  return { status: reply.statusCode, body: reply.json() };
}

describe('a picture of a room', () => {
  it('A2 A1 is given by whom it is allowed to, at their own hotel', async () => {
    expect((await upload(null, PNG)).status).toBe(401);
    expect((await upload(desk, PNG)).status).toBe(403);
    expect((await upload(stranger, PNG)).status).toBe(404);
  });

  it('is refused where its bytes are no picture, naming the file', async () => {
    const { status, body } = await upload(manager, Buffer.from('<svg onload="alert(1)"/>'));
    expect(status).toBe(400);
    expect(body.error.details.fields[0].field).toBe('file');
  });

  it('is shown to everybody, described, moved, and taken away', async () => {
    const { status, body } = await upload(manager, PNG);
    expect(status).toBe(201);
    expect(body.data.alt).toBe('The bed');
    const shown = await house.app.inject({ url: body.data.url });
    expect(shown.rawPayload.equals(PNG)).toBe(true);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': expect.stringContaining('immutable'),
    });
    const path = `/room-pictures/${body.data.id}`;
    expect((await send(house, desk, 'PATCH', path, { alt: 'x' })).status).toBe(403);
    expect((await send(house, stranger, 'DELETE', path)).status).toBe(404);
    const changed = await send(house, manager, 'PATCH', path, { alt: 'The window', sort_order: 9 });
    expect(changed.body.data).toMatchObject({ alt: 'The window', sort_order: 9 });
    expect((await send(house, manager, 'DELETE', path)).status).toBe(200);
    expect((await house.app.inject({ url: body.data.url })).statusCode).toBe(404);
    expect((await send(house, manager, 'GET', `/room-types/${type.id}/pictures`)).body.data).toEqual([]);
  });
});
