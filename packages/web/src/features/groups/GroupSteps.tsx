import { nextStatuses, BLOCK, type BlockStatus } from '@hostelry/contracts/lifecycles';
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { groupQuery, type GroupDetails } from './queries.ts';

/** The steps that a group may take now. Those that give rooms back ask first. */
export function GroupSteps({ group }: { group: GroupDetails }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const may = useMay('groups.manage');
  const [asked, setAsked] = useState<BlockStatus | null>(null);
  const [with_bookings, setWithBookings] = useState(false);
  const step = useMutation({
    mutationFn: (status: BlockStatus) =>
      api.post<GroupDetails>(`blocks/${group.id}/status`, { status, with_bookings, version: group.version }),
    onSuccess: (after) => {
      client.setQueryData(groupQuery(group.id).queryKey, after);
      notifications.show({ color: 'green', message: t('stepped') });
      setAsked(null);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['groups'] });
      void client.invalidateQueries({ queryKey: ['inventory'] });
    },
  });
  const isEnd = (status: BlockStatus) => status === 'RELEASED' || status === 'CANCELLED';
  return (
    <>
      {nextStatuses(BLOCK, group.status).map((status) => (
        <Button
          key={status}
          mih={48}
          variant={isEnd(status) ? 'light' : 'filled'}
          {...(status === 'CANCELLED' ? { color: 'red' } : {})}
          disabled={!may}
          title={may ? undefined : t('may_not')}
          loading={step.isPending && step.variables === status}
          onClick={() => (isEnd(status) ? setAsked(status) : step.mutate(status))}
        >
          {t(`steps.${status}`)}
        </Button>
      ))}
      {step.error && !asked && <ErrorState error={step.error} />}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked && t(`steps.${asked}`)}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text>{asked && t(`step_question.${asked}`)}</Text>
          {asked === 'CANCELLED' && (
            <Checkbox
              size="md"
              label={t('with_bookings')}
              checked={with_bookings}
              onChange={(event) => setWithBookings(event.currentTarget.checked)}
            />
          )}
          {step.error && <ErrorState error={step.error} />}
          <Group justify="flex-end">
            <Button variant="default" mih={48} onClick={() => setAsked(null)}>
              {t('keep')}
            </Button>
            <Button color="red" mih={48} loading={step.isPending} onClick={() => asked && step.mutate(asked)}>
              {asked && t(`steps.${asked}`)}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
