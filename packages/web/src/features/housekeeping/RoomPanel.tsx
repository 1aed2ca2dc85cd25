import {
  HOUSEKEEPING_STATUSES,
  mayBecome,
  ROOM_CLEANING,
  type HousekeepingStatus,
} from '@hostelry/contracts/lifecycles';
import { Button, Card, Group, Menu, Select, Stack, Text, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconFlag,
  IconPlayerPlay,
  IconPlus,
  IconThumbDown,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Board, Room, Task } from './queries.ts';
import { ReportItems } from './RoomCard.tsx';
import type { Report } from './ReportPanel.tsx';
import { FailReason, GuestLines, RoomWarnings } from './RoomFacts.tsx';
import { mayStep, type Verb } from './steps.ts';
import { useAct } from './useAct.ts';
import { useTaskStep } from './useTaskStep.ts';

interface RoomPanelProps {
  board: Board;
  /** The opened room; null keeps the panel shut. */
  room: Room | null;
  onReport: (report: Report) => void;
  onClose: () => void;
}

/** A room whole: its status, its guests, today's work, and everything a supervisor may do with it. */
export function RoomPanel({ board, room, onReport, onClose }: RoomPanelProps) {
  const { t } = useTranslation('housekeeping');
  return (
    <SidePanel
      opened={room !== null}
      onClose={onClose}
      title={room ? t('room_title', { number: room.number, type: room.room_type_code }) : ''}
      closeLabel={t('close')}
      width={460}
    >
      {room && <RoomDetails key={room.id} board={board} room={room} onReport={onReport} />}
    </SidePanel>
  );
}

function RoomDetails({ board, room, onReport }: { board: Board; room: Room; onReport: (report: Report) => void }) {
  const { t } = useTranslation('housekeeping');
  const mayManage = useMay('housekeeping.manage');
  const mayWork = useMay('housekeeping.work');
  const add = useAct();
  return (
    <Stack gap="md">
      <Group gap={6}>
        <StatusBadge kind="room" value={room.housekeeping_status} size="lg" />
        <StatusBadge kind="guest" value={room.guest_state} size="lg" />
        <RoomWarnings room={room} />
      </Group>
      <GuestLines room={room} />
      {mayWork && <StatusChoice room={room} mayInspect={mayManage} />}
      {room.tasks.map((task) => (
        <TaskCard key={task.id} board={board} room={room} task={task} />
      ))}
      {room.tasks.length === 0 && <Text c="dimmed">{t('board.no_work')}</Text>}
      <Group gap="xs">
        {mayManage && !room.tasks.some(({ kind }) => kind === 'DEEP_CLEAN') && (
          <Button
            variant="default"
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            loading={add.isPending}
            onClick={() => add.mutate({ path: 'housekeeping/tasks', body: { room_id: room.id, kind: 'DEEP_CLEAN' } })}
          >
            {t('board.deep_clean')}
          </Button>
        )}
        {mayWork && (
          <Menu position="bottom-start" withinPortal width={260}>
            <Menu.Target>
              <Button variant="default" mih={48} leftSection={<IconFlag size={18} aria-hidden />}>
                {t('report.open')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <ReportItems room={room} onReport={onReport} />
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </Stack>
  );
}

/** The statuses that cleaning can take the room to from here. */
function StatusChoice({ room, mayInspect }: { room: Room; mayInspect: boolean }) {
  const { t } = useTranslation('housekeeping');
  const mark = useAct();
  const now = room.housekeeping_status as HousekeepingStatus;
  return (
    <Select
      label={t('board.status')}
      size="md"
      allowDeselect={false}
      value={mark.isPending ? (mark.variables.body as { housekeeping_status: string }).housekeeping_status : now}
      onChange={(status) =>
        status &&
        status !== now &&
        mark.mutate({ path: `rooms/${room.id}/status`, body: { housekeeping_status: status, version: room.version } })
      }
      data={HOUSEKEEPING_STATUSES.filter(
        (status) => status === now || (mayBecome(ROOM_CLEANING, now, status) && (mayInspect || status !== 'INSPECTED')),
      ).map((value) => ({ value, label: t(`status:room.${value}`) }))}
    />
  );
}

function TaskCard({ board, room, task }: { board: Board; room: Room; task: Task }) {
  const { t } = useTranslation('housekeeping');
  const mayManage = useMay('housekeeping.manage');
  const give = useAct();
  return (
    <Card withBorder padding="sm" radius="md">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650}>
            {t(`kinds.${task.kind}`)}{' '}
            <Text span c="dimmed" size="sm" fw={400}>
              {t('minutes', { count: task.minutes })}
            </Text>
          </Text>
          <StatusBadge kind="task" value={task.status} />
        </Group>
        {task.skip_reason && <Text size="sm">{t(`skips.${task.skip_reason}`)}</Text>}
        {task.worked_seconds > 0 && (
          <Text size="sm" c="dimmed">
            {t('worked', { count: Math.round(task.worked_seconds / 60) })}
          </Text>
        )}
        <FailReason reason={task.fail_reason} />
        <Select
          label={t('assign.who')}
          size="md"
          clearable
          disabled={!mayManage}
          placeholder={t('nobody')}
          value={
            give.isPending ? (give.variables.body as { attendant_id: string | null }).attendant_id : task.attendant_id
          }
          onChange={(attendant_id) =>
            give.mutate({
              method: 'PATCH',
              path: `housekeeping/tasks/${task.id}`,
              body: { attendant_id, version: task.version },
            })
          }
          data={attendantsWith(board, task)}
        />
        <Steps board={board} room={room} task={task} />
      </Stack>
    </Card>
  );
}

/** The housekeepers, and whoever else has the task now. */
function attendantsWith(board: Board, task: Task) {
  const people = board.attendants.map(({ id, name }) => ({ value: id, label: name }));
  const known = task.attendant_id === null || people.some(({ value }) => value === task.attendant_id);
  return known ? people : [...people, { value: task.attendant_id!, label: task.attendant_name ?? '' }];
}

function Steps({ board, room, task }: { board: Board; room: Room; task: Task }) {
  const { t } = useTranslation('housekeeping');
  const mayManage = useMay('housekeeping.manage');
  const mayWork = useMay('housekeeping.work');
  const step = useTaskStep(board.outlet_id);
  const [failing, setFailing] = useState<string | null>(null);
  const take = (verb: Verb, body?: object) => {
    setFailing(null);
    step({ room, task, verb, ...(body && { body }) });
  };
  if (!mayWork) return null;
  const looks = mayManage ? undefined : t('may_not_manage');
  if (failing !== null) {
    return (
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          size="md"
          label={t('steps.fail_why')}
          data-autofocus
          maxLength={500}
          value={failing}
          onChange={(event) => setFailing(event.currentTarget.value)}
        />
        <Button
          mih={44}
          color="red"
          disabled={!failing.trim()}
          onClick={() => take('fail', { reason: failing.trim() })}
        >
          {t('steps.fail')}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs">
      {mayStep(task, 'start') && (
        <ActButton variant="default" icon={IconPlayerPlay} onClick={() => take('start')}>
          {t('steps.start')}
        </ActButton>
      )}
      {mayStep(task, 'finish') && (
        <ActButton icon={IconCheck} onClick={() => take('finish')}>
          {t('steps.finish')}
        </ActButton>
      )}
      {mayStep(task, 'pass') && (
        <>
          <ActButton icon={IconChecks} color="green" refused={looks} onClick={() => take('pass')}>
            {t('steps.pass')}
          </ActButton>
          <ActButton icon={IconThumbDown} variant="light" color="red" refused={looks} onClick={() => setFailing('')}>
            {t('steps.fail')}
          </ActButton>
        </>
      )}
      {(task.status === 'SKIPPED' || task.status === 'INSPECTED') && (
        <ActButton
          icon={IconArrowBackUp}
          variant="default"
          refused={task.status === 'INSPECTED' ? looks : undefined}
          onClick={() => take('reopen')}
        >
          {t('steps.reopen')}
        </ActButton>
      )}
    </Group>
  );
}
