import type { KitchenTicket } from '@hostelry/contracts';
import { Text } from '@mantine/core';
import { IconCheck, IconClock, IconClockExclamation, IconClockPause, IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/now.ts';
import { NumberText } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { Allergens } from '../orders/Allergens.tsx';
import type { DishNotes } from './dishes.ts';
import classes from './kitchen.module.css';
import { ageSeconds, formatAge, urgencyOf, type Urgency } from './tickets.ts';

interface TicketCardProps {
  ticket: KitchenTicket;
  /** Its place on the board, which is also its key; only the first nine have one. */
  place: number;
  told_at: number;
  threshold_minutes: number;
  dishes: DishNotes;
  /** Undefined for those who only look. */
  onBump: ((ticket: KitchenTicket) => void) | undefined;
}

const CLOCKS = { calm: IconClock, soon: IconClockPause, late: IconClockExclamation } as const satisfies Record<
  Urgency,
  unknown
>;

/** One round for one station: what to cook, for whom, and for how long it has been waiting. */
export function TicketCard({ ticket, place, told_at, threshold_minutes, dishes, onBump }: TicketCardProps) {
  const { t } = useTranslation('kitchen');
  const age = ageSeconds(ticket, told_at, useNow());
  const urgency = urgencyOf(age, threshold_minutes);
  const Clock = CLOCKS[urgency];
  return (
    <article
      className={classes.ticket}
      data-urgency={urgency}
      data-ticket={ticket.order_number}
      aria-label={`${ticket.node_name ?? t('takeaway')}, ${t('order', { number: ticket.order_number })}`}
    >
      <header className={classes.head}>
        <div>
          <Text fw={800} fz={26} lh={1.1}>
            {ticket.node_name ?? t('takeaway')}
          </Text>
          <Text fz="sm">
            {t('order', { number: ticket.order_number })}
            {ticket.round > 1 && <> · {t('round', { round: ticket.round })}</>} · {ticket.station_name ?? t('pass')} ·{' '}
            {ticket.placed_by_name}
          </Text>
        </div>
        <div className={classes.clock}>
          <Clock size={26} aria-hidden />
          <span>
            <Text component="bdi" fw={800} fz={24} lh={1}>
              {formatAge(age)}
            </Text>
            <Text fz="xs" fw={700} ta="end">
              {t(`urgency.${urgency}`)}
            </Text>
          </span>
        </div>
      </header>
      {ticket.order_note && (
        <p className={classes.note}>
          <IconMessage size={18} aria-hidden /> {ticket.order_note}
        </p>
      )}
      <ul className={classes.lines}>
        {ticket.lines.map((line) => (
          <Line key={line.id} line={line} dishes={dishes} />
        ))}
      </ul>
      {onBump && (
        <TouchButton
          fullWidth
          variant={urgency === 'late' ? 'filled' : 'light'}
          leftSection={<IconCheck aria-hidden />}
          onClick={() => onBump(ticket)}
          rightSection={
            place < 9 && (
              <kbd className={classes.key}>
                <NumberText value={place + 1} />
              </kbd>
            )
          }
        >
          {t('bump')}
        </TouchButton>
      )}
    </article>
  );
}

function Line({ line, dishes }: { line: KitchenTicket['lines'][number]; dishes: DishNotes }) {
  const { t } = useTranslation('kitchen');
  const allergens = dishes.get(line.name);
  const done = line.status === 'READY' || line.status === 'SERVED';
  const small = [
    ...line.modifiers.map(({ name }) => name),
    line.seat !== null && t('orders:line.seat_n', { seat: line.seat }),
    line.course !== null && t('orders:line.course_n', { course: line.course }),
  ].filter(Boolean);
  return (
    <li className={classes.line} data-struck={line.status === 'VOIDED' || undefined} data-done={done || undefined}>
      <span className={classes.quantity}>
        <NumberText value={line.quantity} />
      </span>
      <div>
        <Text fw={650} fz={19} lh={1.25}>
          {line.name} {done && <IconCheck size={18} aria-label={t('done')} />}
        </Text>
        {small.length > 0 && <Text fz="md">{small.join(' · ')}</Text>}
        {line.note && (
          <p className={classes.note}>
            <IconMessage size={18} aria-hidden /> {line.note}
          </p>
        )}
        {allergens && allergens.length > 0 && <Allergens allergens={allergens} size="sm" />}
      </div>
    </li>
  );
}
