import {
  AutoAssign,
  AutoAssigned,
  Board,
  BoardQuery,
  Chart,
  ChartQuery,
  DESK_BOARDS,
  DeskCheckedOut,
  DeskCheckIn,
  DeskCheckOut,
  DeskStay,
  IdParams,
  MOST_CHART_NIGHTS,
  RegistrationCard,
  RegistrationCardInput,
  WalkIn,
  type DeskBoard,
  type Permission,
} from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { addDays, daysBetween } from '../../platform/clock.ts';
import { badField, found } from '../../platform/errors.ts';
import { act, FileReply, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { authorizeAt, findOutlet } from '../outlets/index.ts';
import { lockStay, saleTermsOf } from '../reservations/index.ts';
import { expectRoomType } from '../rooms/index.ts';
import { boardOf, findDeskRow } from './boards.ts';
import { cardPdf } from './card-pdf.ts';
import { findCard } from './cards.ts';
import { chartOf } from './chart.ts';
import { autoAssign, planAssignment } from './commands/auto-assign.ts';
import { checkInGuest } from './commands/check-in-guest.ts';
import { checkOutGuest } from './commands/check-out-guest.ts';
import { keepCard } from './commands/keep-card.ts';
import { letWalkIn } from './commands/walk-in.ts';
import { findDeskStay } from './stay.ts';

const DAYS_TO_ASSIGN = 7;

const TITLES: Record<DeskBoard, string> = {
  arrivals: 'Who arrives on a day, and who has',
  departures: 'Who leaves on a day, and who has',
  'in-house': 'Who is in the house',
};

async function stayToChange(tx: Tx, permission: Permission, id: string) {
  const stay = found(await lockStay(tx, id));
  authorize(tx.actor, permission, stay.outlet_id);
  return stay;
}

const boards = DESK_BOARDS.map((board) =>
  read({
    path: `/front-desk/${board}`,
    summary: TITLES[board],
    permission: 'reservations.read',
    query: BoardQuery,
    reply: Board,
    run: async ({ tx, query }) => {
      await authorizeAt(tx, 'reservations.read', query.outlet_id);
      return boardOf(tx, board, query);
    },
  }),
);

const cards: readonly Route[] = [
  act({
    method: 'PUT',
    path: '/front-desk/stays/:id/registration-card',
    summary: 'Write down what a guest declared and signed',
    permission: 'reservations.check_in',
    params: IdParams,
    body: RegistrationCardInput,
    reply: RegistrationCard,
    run: async ({ tx, params, body }) => keepCard(tx, await stayToChange(tx, 'reservations.check_in', params.id), body),
  }),
  read({
    path: '/front-desk/stays/:id/registration-card/pdf',
    summary: 'A registration card to print',
    permission: 'reservations.check_in',
    params: IdParams,
    run: async ({ tx, params }) => {
      const stay = found(await findDeskRow(tx, params.id));
      authorize(tx.actor, 'reservations.check_in', stay.outlet_id);
      const card = found(await findCard(tx, params.id));
      const hotel = found(await findOutlet(tx, stay.outlet_id));
      return new FileReply(
        await cardPdf(hotel, stay, card),
        'application/pdf',
        `registration-card-${stay.confirmation_code}.pdf`,
      );
    },
  }),
];

const arrivals: readonly Route[] = [
  read({
    path: '/front-desk/stays/:id',
    summary: 'Everything the desk needs to let one guest in',
    permission: 'reservations.check_in',
    params: IdParams,
    reply: DeskStay,
    run: async ({ tx, params }) => {
      const desk = found(await findDeskStay(tx, params.id));
      authorize(tx.actor, 'reservations.check_in', desk.stay.outlet_id);
      return desk;
    },
  }),
  act({
    method: 'POST',
    path: '/front-desk/stays/:id/check-in',
    summary: 'Let a guest in: card, room, fee and deposit in one act',
    permission: 'reservations.check_in',
    params: IdParams,
    body: DeskCheckIn,
    reply: DeskStay,
    run: async ({ tx, params, body }) => {
      const stay = await stayToChange(tx, 'reservations.check_in', params.id);
      if (body.payment || body.early_fee_minor) authorize(tx.actor, 'folios.post', stay.outlet_id);
      await checkInGuest(tx, stay, body);
      return found(await findDeskStay(tx, stay.id));
    },
  }),
  act({
    method: 'POST',
    path: '/front-desk/stays/:id/check-out',
    summary: 'Let a guest go: fee, payment and invoice in one act',
    permission: 'reservations.check_in',
    params: IdParams,
    body: DeskCheckOut,
    reply: DeskCheckedOut,
    run: async ({ tx, params, body }) => {
      const stay = await stayToChange(tx, 'reservations.check_in', params.id);
      if (body.payment || body.late_fee_minor || body.invoice) authorize(tx.actor, 'folios.post', stay.outlet_id);
      const invoice = await checkOutGuest(tx, stay, body);
      return { stay: found(await findDeskRow(tx, stay.id)), ...invoice };
    },
  }),
  act({
    method: 'POST',
    path: '/front-desk/walk-in',
    summary: 'Book, room and let in a guest who stands at the desk',
    description: 'From the open business day on. Without `room_id` a clean and free room is chosen.',
    permission: 'reservations.check_in',
    body: WalkIn,
    reply: DeskStay,
    status: 201,
    run: async ({ tx, body }) => {
      const { outlet_id } = await expectRoomType(tx, body.room_type_id);
      authorize(tx.actor, 'reservations.check_in', outlet_id);
      authorize(tx.actor, 'reservations.create', outlet_id);
      if (body.override_restrictions) authorize(tx.actor, 'reservations.override', outlet_id);
      const { business_date: start_date } = found(await findOutlet(tx, outlet_id));
      if (body.end_date <= start_date) throw badField('end_date', 'must be after the business date');
      const dates = { start_date, end_date: body.end_date };
      const terms = found(await saleTermsOf(tx, body.room_type_id, body.rate_plan_id ?? null, dates));
      return found(await findDeskStay(tx, await letWalkIn(tx, terms, body)));
    },
  }),
];

export const frontDeskRoutes: readonly Route[] = [
  read({
    path: '/reservations/chart',
    summary: 'The tape chart: rooms by day, who sleeps where, who has no room yet, how the house stands',
    permission: 'reservations.read',
    query: ChartQuery,
    reply: Chart,
    run: async ({ tx, query }) => {
      const nights = daysBetween(query.from, query.to);
      if (nights < 1 || nights > MOST_CHART_NIGHTS)
        throw badField('to', `must be 1 to ${MOST_CHART_NIGHTS} days after from`);
      await authorizeAt(tx, 'reservations.read', query.outlet_id);
      return chartOf(tx, query.outlet_id, query.from, query.to);
    },
  }),
  ...boards,
  ...arrivals,
  ...cards,
  act({
    method: 'POST',
    path: '/front-desk/auto-assign',
    summary: 'Give rooms by rule to stays that have none',
    description:
      'Keeps to preferences, puts a party together, leaves few single nights. `dry_run` shows the plan with its reasons and changes nothing. Rooms already given stay as they are.',
    permission: 'reservations.change',
    body: AutoAssign,
    reply: AutoAssigned,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'reservations.change', body.outlet_id);
      const { business_date } = found(await findOutlet(tx, body.outlet_id));
      const from = body.from ?? business_date;
      const to = body.to ?? addDays(from, DAYS_TO_ASSIGN);
      if (to <= from) throw badField('to', 'must be after from');
      const wish = { outlet_id: body.outlet_id, business_date, from, to, reservation_ids: body.reservation_ids };
      return body.dry_run ? planAssignment(tx, wish) : autoAssign(tx, wish);
    },
  }),
];
