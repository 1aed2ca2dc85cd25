import { Card, Group, Menu, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconDots,
  IconDoorOff,
  IconHandStop,
  IconPlayerPause,
  IconPlayerPlay,
  IconTool,
  IconUmbrella,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import type { Room, Task } from './queries.ts';
import type { Report } from './ReportPanel.tsx';
import { FailReason, GuestLines, RoomWarnings } from './RoomFacts.tsx';
import { isOpen, mayStep, type Verb } from './steps.ts';
import { useTaskStep } from './useTaskStep.ts';

interface RoomCardProps {
  outlet_id: string;
  room: Room;
  task: Task;
  onReport: (report: Report) => void;
}

/** One room to clean: what, for whom, and the next step under the thumb. */
export function RoomCard({ outlet_id, room, task, onReport }: RoomCardProps) {
  const { t } = useTranslation('housekeeping');
  const done = !isOpen(task);
  return (
    <Card
      withBorder
      padding="md"
      radius="md"
      component="article"
      aria-label={t('card', { number: room.number, task: t(`kinds.${task.kind}`) })}
    >
      <Stack gap="sm" h="100%" justify="space-between">
        <Stack gap={6}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text fz={30} fw={750} lh={1.1} c={done ? 'dimmed' : undefined}>
                <bdi>{room.number}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                {room.room_type_code} · {t('minutes', { count: task.minutes })}
              </Text>
            </div>
            <Stack gap={6} align="flex-end">
              <StatusBadge kind="task" value={task.status} size="lg" />
              <StatusBadge kind="room" value={room.housekeeping_status} />
            </Stack>
          </Group>
          <Text fw={650}>{t(`kinds.${task.kind}`)}</Text>
          <Group gap={6}>
            <StatusBadge kind="guest" value={room.guest_state} />
            <RoomWarnings room={room} />
          </Group>
          <GuestLines room={room} />
          {task.skip_reason && <Text size="sm">{t(`skips.${task.skip_reason}`)}</Text>}
          <FailReason reason={isOpen(task) ? task.fail_reason : null} />
          {task.note && <Text size="sm">{task.note}</Text>}
        </Stack>
        <Acts outlet_id={outlet_id} room={room} task={task} onReport={onReport} />
      </Stack>
    </Card>
  );
}

function Acts({ outlet_id, room, task, onReport }: RoomCardProps) {
  const { t } = useTranslation('housekeeping');
  const step = useTaskStep(outlet_id);
  const take = (verb: Verb, body?: object) => step({ room, task, verb, ...(body && { body }) });
  const running = task.status === 'IN_PROGRESS';
  return (
    <Group gap="xs" wrap="nowrap">
      {running ? (
        <TouchButton flex={1} color="green" leftSection={<IconCheck aria-hidden />} onClick={() => take('finish')}>
          {t('steps.finish')}
        </TouchButton>
      ) : mayStep(task, 'start') ? (
        <TouchButton flex={1} leftSection={<IconPlayerPlay aria-hidden />} onClick={() => take('start')}>
          {t(task.status === 'PAUSED' ? 'steps.continue' : 'steps.start')}
        </TouchButton>
      ) : (
        <TouchButton
          flex={1}
          variant="default"
          leftSection={<IconArrowBackUp aria-hidden />}
          disabled={task.status === 'INSPECTED'}
          title={task.status === 'INSPECTED' ? t('steps.inspected_why') : undefined}
          onClick={() => take('reopen')}
        >
          {t('steps.reopen')}
        </TouchButton>
      )}
      {running && (
        <TouchButton variant="default" px="md" aria-label={t('steps.pause')} onClick={() => take('pause')}>
          <IconPlayerPause aria-hidden />
        </TouchButton>
      )}
      <Menu position="bottom-end" withinPortal width={260}>
        <Menu.Target>
          <TouchButton variant="default" px="md" aria-label={t('more', { number: room.number })}>
            <IconDots aria-hidden />
          </TouchButton>
        </Menu.Target>
        <Menu.Dropdown>
          {task.status === 'OPEN' && (
            <Menu.Item mih={52} leftSection={<IconCheck size={20} />} onClick={() => take('finish')}>
              {t('steps.finish')}
            </Menu.Item>
          )}
          {mayStep(task, 'skip') && (
            <>
              <Menu.Item
                mih={52}
                leftSection={<IconHandStop size={20} />}
                onClick={() => take('skip', { reason: 'DO_NOT_DISTURB' })}
              >
                {t('skips.DO_NOT_DISTURB')}
              </Menu.Item>
              <Menu.Item
                mih={52}
                leftSection={<IconDoorOff size={20} />}
                onClick={() => take('skip', { reason: 'REFUSED' })}
              >
                {t('skips.REFUSED')}
              </Menu.Item>
            </>
          )}
          <Menu.Divider />
          <ReportItems room={room} onReport={onReport} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** What may be told about a room, as items of its menu. */
export function ReportItems({ room, onReport }: { room: Room; onReport: (report: Report) => void }) {
  const { t } = useTranslation('housekeeping');
  const seen = room.guest_state === 'IN_HOUSE' || room.guest_state === 'DUE_OUT' ? 'VACANT' : 'OCCUPIED';
  return (
    <>
      <Menu.Item mih={52} leftSection={<IconTool size={20} />} onClick={() => onReport({ what: 'fault', room })}>
        {t('report.fault')}
      </Menu.Item>
      <Menu.Item mih={52} leftSection={<IconUmbrella size={20} />} onClick={() => onReport({ what: 'found', room })}>
        {t('report.found')}
      </Menu.Item>
      <Menu.Item
        mih={52}
        leftSection={seen === 'VACANT' ? <IconUserOff size={20} /> : <IconUserCheck size={20} />}
        onClick={() => onReport({ what: 'occupation', room, seen })}
      >
        {t(`report.${seen}`)}
      </Menu.Item>
    </>
  );
}
