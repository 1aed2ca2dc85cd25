import type { ChartRoom } from '@hostelry/contracts';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { usePlace } from '../../../ui/place.ts';
import { showUndo } from '../../../ui/undoToast.tsx';
import { chartQuery, type ChartData, type PriceDifference, type StayData } from '../queries.ts';
import { useRefusal } from '../refusal.ts';
import { dropOf, type Drop, type Piece, type Target } from './drops.ts';
import { withMoved } from './layout.ts';

type Act = Extract<Drop, { kind: 'act' }>;

/** A drop that waits for a person: its price changes, or a guest has to carry their bags. */
export interface Question {
  piece: Piece;
  act: Act;
  price: PriceDifference | null;
  room: ChartRoom | undefined;
}

/** The acts of the chart: shown at once, taken back with one press, and explained where the house refuses. */
export function useChartActs(chart: ChartData, mayChange: boolean) {
  const { t } = useTranslation('desk');
  const { locale } = usePlace();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [question, setQuestion] = useState<Question | null>(null);
  const [pending, setPending] = useState<{ piece: Piece; target: Target } | null>(null);
  const rooms = useMemo(() => new Map(chart.rooms.map((room) => [room.id, room])), [chart.rooms]);
  const key = chartQuery(chart.outlet_id, chart.from, chart.to).queryKey;
  const refused = (message: string) =>
    notifications.show({ color: 'red', title: t('chart.refused'), message, autoClose: 10_000 });
  const settle = () =>
    Promise.all(
      ['front-desk', 'reservations', 'inventory'].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );

  const run = async (piece: Piece, act: Act, more: Record<string, unknown> = {}) => {
    const before = client.getQueryData(key);
    await client.cancelQueries({ queryKey: key });
    client.setQueryData(key, (now) => now && withMoved(now, piece, act.after));
    try {
      const done = await api.post<StayData>(act.request.path, { ...act.request.body, ...more });
      const { undo } = act;
      const message = said(done, act);
      if (undo)
        showUndo({
          id: `stay-${piece.stay.id}`,
          message,
          label: t('chart.undo'),
          undo: () => void takeBack(undo, done.version),
        });
      else notifications.show({ color: 'green', message });
    } catch (error) {
      client.setQueryData(key, before);
      refused(refusal(error));
    } finally {
      await settle();
    }
  };

  const takeBack = async (undo: NonNullable<Act['undo']>, version: number) => {
    try {
      await api.post(undo.path, { ...undo.body, version });
    } catch (error) {
      refused(refusal(error));
    } finally {
      await settle();
    }
  };

  const said = (done: StayData, act: Act) => {
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const words = {
      guest: done.guest_name ?? done.confirmation_code,
      room: (act.after.room_id && rooms.get(act.after.room_id)?.number) || '',
      from: day.format(new Date(done.start_date)),
      to: day.format(new Date(done.end_date)),
    };
    return t(act.after.room_id ? 'chart.moved' : 'chart.unassigned', words);
  };

  /** Lets go of a piece somewhere. */
  const drop = async (piece: Piece, target: Target) => {
    const what = dropOf(piece, target, rooms, chart.business_date);
    if (what.kind === 'nothing') return;
    if (!mayChange) return refused(t('chart.may_not'));
    if (what.kind === 'refused') return refused(t(`chart.why_not.${what.why}`));
    const room = target.room_id ? rooms.get(target.room_id) : undefined;
    if (what.ask) return setQuestion({ piece, act: what, price: null, room });
    if (!what.price) return run(piece, what);
    setPending({ piece, target });
    try {
      const price = await api.post<PriceDifference>(`stays/${piece.stay.id}/price-change`, what.price);
      if (price.difference_minor === 0) await run(piece, what);
      else setQuestion({ piece, act: what, price, room });
    } catch (error) {
      refused(refusal(error));
    } finally {
      setPending(null);
    }
  };

  const answer = (more: Record<string, unknown> | null) => {
    const asked = question;
    setQuestion(null);
    if (asked && more) void run(asked.piece, asked.act, more);
  };

  return { drop, question, answer, pending, rooms };
}
