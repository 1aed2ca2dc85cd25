import { Box, Button, Group, Menu, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBedOff,
  IconCalendarEvent,
  IconDoorEnter,
  IconDoorExit,
  IconDots,
  IconKey,
  IconRestore,
  IconUserOff,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUser, userMay } from '../../../app/session.ts';
import { ActButton } from '../../../ui/ActButton.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import type { StayDetails } from '../queries.ts';
import { ChangeStay } from './ChangeStay.tsx';
import { ChooseRoom } from './ChooseRoom.tsx';
import { EndStay } from './EndStay.tsx';
import { stayActs, type StayAct, type StayActName } from './stayActs.ts';
import { useStayStep } from './useStayStep.ts';
import type { StepName } from './undo.ts';

const LOOKS: Record<StayActName, { icon: Icon; color?: string }> = {
  check_in: { icon: IconDoorEnter },
  check_out: { icon: IconDoorExit },
  assign_room: { icon: IconKey },
  unassign_room: { icon: IconBedOff },
  move_room: { icon: IconArrowsExchange },
  change: { icon: IconCalendarEvent },
  no_show: { icon: IconUserOff, color: 'red' },
  cancel: { icon: IconX, color: 'red' },
  reinstate: { icon: IconRestore },
  undo_check_in: { icon: IconArrowBackUp },
  undo_check_out: { icon: IconArrowBackUp },
};

/** Acts that are done at once; the others ask something first. */
const AT_ONCE: Partial<Record<StayActName, StepName>> = {
  check_out: 'check-out',
  unassign_room: 'unassign-room',
  reinstate: 'reinstate',
  undo_check_in: 'undo-check-in',
  undo_check_out: 'undo-check-out',
};

const SHOWN = 3;

/** The acts on one stay: the most likely ones as buttons, the rest behind one more; what is not possible says why. */
export function StayActBar({ stay, business_date }: { stay: StayDetails; business_date: string }) {
  const { t } = useTranslation('reservations');
  useUser();
  const [asking, ask] = useState<StayActName | null>(null);
  const step = useStayStep(stay);
  const acts = stayActs(stay, business_date, userMay);
  const reason = ({ why_not }: StayAct) => why_not && t(`stay.why_not.${why_not}`);
  const words = (name: StayActName) =>
    t(name === 'assign_room' && stay.room_id ? 'stay.acts.other_room' : `stay.acts.${name}`);
  const start = (name: StayActName) => {
    const at_once = AT_ONCE[name];
    if (at_once) step.mutate({ step: at_once });
    else ask(name);
  };
  return (
    <Box data-no-print>
      <Group gap="xs">
        {acts.slice(0, SHOWN).map((act, index) => (
          <ActButton
            key={act.name}
            h={48}
            fz="sm"
            variant={index === 0 ? 'filled' : 'default'}
            icon={LOOKS[act.name].icon}
            color={index === 0 ? LOOKS[act.name].color : undefined}
            refused={reason(act)}
            loading={step.isPending && step.variables.step === AT_ONCE[act.name]}
            onClick={() => start(act.name)}
          >
            {words(act.name)}
          </ActButton>
        ))}
        {acts.length > SHOWN && <More acts={acts.slice(SHOWN)} words={words} reason={reason} onAct={start} />}
      </Group>
      {step.error && (
        <Box mt="sm">
          <ErrorState error={step.error} />
        </Box>
      )}
      <Asked what={asking} stay={stay} business_date={business_date} onClose={() => ask(null)} />
    </Box>
  );
}

interface MoreProps {
  acts: readonly StayAct[];
  words: (name: StayActName) => string;
  reason: (act: StayAct) => string | undefined;
  onAct: (name: StayActName) => void;
}

function More({ acts, words, reason, onAct }: MoreProps) {
  const { t } = useTranslation('reservations');
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button variant="default" h={48} leftSection={<IconDots size={20} aria-hidden />}>
          {t('stay.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        {acts.map((act) => {
          const { icon: Glyph, color } = LOOKS[act.name];
          const why_not = reason(act);
          return (
            <Menu.Item
              key={act.name}
              mih={48}
              leftSection={<Glyph size={18} aria-hidden />}
              {...(why_not ? { c: 'dimmed', style: { opacity: 1 } } : color && { color })}
              data-disabled={why_not ? true : undefined}
              aria-disabled={why_not ? true : undefined}
              closeMenuOnClick={!why_not}
              onClick={() => !why_not && onAct(act.name)}
            >
              {words(act.name)}
              {why_not && (
                <Text size="xs" c="dimmed" component="div">
                  {why_not}
                </Text>
              )}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

interface AskedProps {
  what: StayActName | null;
  stay: StayDetails;
  business_date: string;
  onClose: () => void;
}

function Asked({ what, ...asked }: AskedProps) {
  switch (what) {
    case 'check_in':
    case 'assign_room':
    case 'move_room':
      return <ChooseRoom purpose={what} {...asked} />;
    case 'change':
      return <ChangeStay {...asked} />;
    case 'cancel':
    case 'no_show':
      return <EndStay how={what} {...asked} />;
    default:
      return null;
  }
}
