import type { Row } from '../../app/admin/entity.ts';
import { AgentDetail } from './AgentDetail.tsx';
import { CalendarsDetail } from './CalendarsDetail.tsx';

/** What belongs to a channel: the calendars of its room types, or the mapping of a travel agent's rooms. */
export default function ChannelDetail({ row }: { row: Row }) {
  const channel = { id: row.id, outlet_id: String(row.outlet_id) };
  return row.kind === 'ICAL' ? <CalendarsDetail channel={channel} /> : <AgentDetail channel={channel} />;
}
