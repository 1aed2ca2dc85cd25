import { Alert, Button, Group, Stack, Stepper, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Party } from '../Party.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import type { DeskStayData } from '../queries.ts';
import {
  firstOpen,
  isClean,
  isKnown,
  likelyRoom,
  startingValues,
  STEPS,
  type CardValues,
  type StepName,
} from './card.ts';
import { Done } from './Done.tsx';
import { CardStep, DepositStep, GuestStep, KeysStep, RoomStep, type Deposit } from './steps.tsx';
import { useCheckIn } from './useCheckIn.ts';

const CARD_STEPS: readonly StepName[] = ['guest', 'card', 'keys'];

/** The steps of a check-in. Any of them can be gone back to; everything is written in one act at the end. */
export function Wizard({ data, onClose }: { data: DeskStayData; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const { stay } = data;
  // Somebody who walked in has a room already; what is left is their card.
  const steps = stay.status === 'IN_HOUSE' ? CARD_STEPS : STEPS;
  const [values, setValues] = useState<CardValues>(() => startingValues(data));
  const [room_id, setRoom] = useState(() => likelyRoom(data));
  const [deposit, setDeposit] = useState<Deposit>({ method: 'CARD', amount_minor: null, early_fee_minor: null });
  const [force, setForce] = useState(false);
  const [active, setActive] = useState(() => firstOpen(data, values, room_id, steps));
  const send = useCheckIn(data);
  const change = (next: Partial<CardValues>) => setValues((now) => ({ ...now, ...next }));
  if (send.data) return <Done data={send.data} onClose={onClose} />;

  const room = data.rooms.find(({ id }) => id === room_id);
  const why = refusalOf();
  const current = steps[active] ?? 'guest';
  const last = active === steps.length - 1;

  function refusalOf(): string | undefined {
    if (values.guest_name.trim() === '') return t('checkin.why.name');
    if (stay.status === 'IN_HOUSE') return undefined;
    if (!room) return t('checkin.why.room');
    if (!room.is_free) return t('checkin.why.taken');
    return isClean(room) || force ? undefined : t('checkin.why.not_clean');
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!last) setActive(active + 1);
        else if (!why) send.mutate({ values, room_id, deposit, force });
      }}
    >
      <Stack>
        <Text c="dimmed" size="sm">
          <bdi>{stay.confirmation_code}</bdi> · {stay.room_type_code} · <DateText value={stay.start_date} /> –{' '}
          <DateText value={stay.end_date} /> · <Party of={stay} />
        </Text>
        {stay.is_blacklisted && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('boards.blacklisted')} />
        )}
        {stay.notes && <Alert color="blue">{stay.notes}</Alert>}
        <Stepper active={active} onStepClick={setActive} size="sm" iconSize={36} allowNextStepsSelect>
          {steps.map((step) => (
            <Stepper.Step
              key={step}
              label={t(`checkin.step.${step}`)}
              color={isKnown(step, data, values, room_id) ? 'teal' : undefined!}
            />
          ))}
        </Stepper>
        {current === 'guest' && <GuestStep values={values} onChange={change} />}
        {current === 'room' && (
          <RoomStep data={data} room_id={room_id} force={force} onRoom={setRoom} onForce={setForce} />
        )}
        {current === 'card' && <CardStep values={values} onChange={change} />}
        {current === 'deposit' && <DepositStep data={data} deposit={deposit} onChange={setDeposit} />}
        {current === 'keys' && <KeysStep values={values} onChange={change} />}
        {send.error && <ErrorState error={send.error} />}
        {why && (
          <Text size="sm" c="dimmed" id="check-in-why">
            {why}
          </Text>
        )}
        <Group justify="space-between">
          <Button mih={48} variant="default" disabled={active === 0} onClick={() => setActive(active - 1)}>
            {t('checkin.back')}
          </Button>
          <Group>
            {!last && (
              <Button
                mih={48}
                variant="light"
                type="button"
                disabled={why !== undefined}
                aria-describedby={why && 'check-in-why'}
                loading={send.isPending}
                onClick={() => send.mutate({ values, room_id, deposit, force })}
              >
                {t(stay.status === 'IN_HOUSE' ? 'checkin.keep' : 'checkin.now')}
              </Button>
            )}
            <Button mih={48} type="submit" loading={last && send.isPending} disabled={last && why !== undefined}>
              {t(!last ? 'checkin.next' : stay.status === 'IN_HOUSE' ? 'checkin.keep' : 'checkin.now')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
