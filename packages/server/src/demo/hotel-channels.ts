import { addFeed, addMapping, changeChannel, createChannel } from '../modules/channels/index.ts';
import { findOutlet } from '../modules/outlets/index.ts';
import { roomTypesOf } from '../modules/rooms/index.ts';
import { createEndpoint } from '../modules/webhooks/index.ts';
import type { Config } from '../platform/config.ts';
import { found } from '../platform/errors.ts';
import type { Tx } from '../platform/transaction.ts';

/** Where the demo's hotel sells besides: a holiday site by calendar, a travel agent that waits for `hostelry simulate agent`, and a webhook. */
export async function openDemoChannels(tx: Tx, config: Config, hotel_id: string): Promise<void> {
  const outlet = found(await findOutlet(tx, hotel_id));
  const types = await roomTypesOf(tx, hotel_id);
  const here = { ...config, allow_internal_addresses: true };
  const site = await createChannel(tx, here, outlet, { outlet_id: hotel_id, name: 'Holiday site', kind: 'ICAL' });
  const suite = types.get('STE');
  if (suite) await addFeed(tx, here, site, { room_type_id: suite.id });
  const agent = await createChannel(tx, here, outlet, {
    outlet_id: hotel_id,
    name: 'Simulated agent',
    kind: 'OTA',
    url: 'http://127.0.0.1:4690',
    remote_property_id: 'MIRADOURO',
    key: 'demo',
    secret: 'demo-secret-1',
  });
  const paused = await changeChannel(tx, here, agent, { status: 'PAUSED' });
  for (const [code, { id }] of types)
    await addMapping(tx, paused, { room_type_id: id, remote_room_id: code, remote_rate_id: 'FLEX' });
  await createEndpoint(tx, here, {
    name: 'Bookings to the accountant',
    url: 'https://example.com/hooks/hostelry',
    event_types: ['reservation.created', 'reservation.cancelled'],
    outlet_ids: [hotel_id],
    status: 'PAUSED',
  });
}
