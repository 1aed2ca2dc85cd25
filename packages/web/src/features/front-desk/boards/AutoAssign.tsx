import { Badge, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import type { Hotel } from '../../rooms/HotelOnly.tsx';
import { addDays } from '../../rooms/nights.ts';
import type { Assigned } from '../queries.ts';

interface AutoAssignProps {
  hotel: Hotel;
  opened: boolean;
  /** Only the arrivals of this day; else of the week that begins now. */
  date?: string;
  onClose: () => void;
}

/** Rooms given out by rule: first the plan with its reasons, then, if a person agrees, the rooms. */
export function AutoAssign({ hotel, opened, date, onClose }: AutoAssignProps) {
  const { t } = useTranslation('desk');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('assign.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {opened && <Plan hotel={hotel} date={date} onClose={onClose} />}
    </Modal>
  );
}

function Plan({ hotel, date, onClose }: { hotel: Hotel; date: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const client = useQueryClient();
  const from = date ?? hotel.business_date;
  const wish = { outlet_id: hotel.id, from, to: addDays(from, date ? 1 : 7) };
  const { data, error, refetch } = useQuery({
    queryKey: ['front-desk', 'assign', wish],
    queryFn: () => api.post<Assigned>('front-desk/auto-assign', { ...wish, dry_run: true }),
    staleTime: 0,
  });
  const give = useMutation({
    mutationFn: () =>
      api.post<Assigned>('front-desk/auto-assign', {
        outlet_id: hotel.id,
        reservation_ids: data!.assigned.map(({ reservation_id }) => reservation_id),
      }),
    onSuccess: ({ assigned }) => {
      notifications.show({ color: 'green', message: t('assign.done', { count: assigned.length }) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['front-desk'] }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <ScreenPending />;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('assign.hint', { from: data.one_night_gaps.before, to: data.one_night_gaps.after })}
      </Text>
      {data.assigned.length === 0 && data.left.length === 0 && <Text>{t('assign.nobody')}</Text>}
      {data.assigned.length > 0 && <Given rows={data.assigned} />}
      {data.left.length > 0 && <Left rows={data.left} />}
      {give.error && <ErrorState error={give.error} />}
      <Group justify="flex-end">
        <Button mih={48} variant="default" onClick={onClose}>
          {t('assign.not_now')}
        </Button>
        <Button mih={48} disabled={data.assigned.length === 0} loading={give.isPending} onClick={() => give.mutate()}>
          {t('assign.give', { count: data.assigned.length })}
        </Button>
      </Group>
    </Stack>
  );
}

const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

function Given({ rows }: { rows: Assigned['assigned'] }) {
  const { t } = useTranslation('desk');
  return (
    <Table.ScrollContainer minWidth={0} mah={420}>
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.reservation_id}>
              <Table.Td>
                <Text fw={600}>
                  <bdi>{row.guest_name ?? row.confirmation_code}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  <DateText value={row.start_date} options={SHORT} /> –{' '}
                  <DateText value={row.end_date} options={SHORT} />
                </Text>
              </Table.Td>
              <Table.Td fw={650}>
                <bdi>{row.room_number}</bdi>
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {row.reasons.map((reason) => (
                    <Badge key={reason} variant="light" tt="none" color="gray">
                      {reason === 'PREFERENCE'
                        ? row.preferences_met.map((wish) => t(`wish.${wish}`, { defaultValue: wish })).join(', ')
                        : t(`assign.reason.${reason}`)}
                    </Badge>
                  ))}
                  {row.preferences_missed.length > 0 && (
                    <Badge
                      variant="light"
                      color="orange"
                      tt="none"
                      leftSection={<IconAlertTriangle size={12} aria-hidden />}
                    >
                      {t('assign.missed', {
                        wishes: row.preferences_missed
                          .map((wish) => t(`wish.${wish}`, { defaultValue: wish }))
                          .join(', '),
                      })}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Left({ rows }: { rows: Assigned['left'] }) {
  const { t } = useTranslation('desk');
  return (
    <Stack gap={4}>
      <Text fw={650}>{t('assign.left', { count: rows.length })}</Text>
      {rows.map((row) => (
        <Text key={row.reservation_id} size="sm">
          <bdi>{row.guest_name ?? row.confirmation_code}</bdi>, <DateText value={row.start_date} options={SHORT} /> –{' '}
          <DateText value={row.end_date} options={SHORT} />: {t(`assign.why.${row.reason}`)}
        </Text>
      ))}
    </Stack>
  );
}
