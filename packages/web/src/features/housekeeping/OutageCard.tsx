import { Alert, Card, Group, List, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconUserExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { addDays } from '../rooms/nights.ts';
import type { OutageRow } from './queries.ts';
import { useAct } from './useAct.ts';

/** One outage: which room, when, why, who had to leave it, and the way back. */
export function OutageCard({ outage, business_date }: { outage: OutageRow; business_date: string }) {
  const { t } = useTranslation('housekeeping');
  const waiting = outage.displaced;
  return (
    <Card withBorder radius="md" component="article">
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm">
            <Text fw={700} fz="lg">
              {t('room_title', { number: outage.room_number, type: outage.room_type_code })}
            </Text>
            <StatusBadge kind="outage_kind" value={outage.kind} />
            <StatusBadge kind="outage" value={outage.status} />
          </Group>
          <Text>
            <DateText value={outage.start_date} /> – <DateText value={outage.end_date} />
          </Text>
        </Group>
        <Text>
          {outage.reason}{' '}
          <Text span c="dimmed" size="sm">
            · <bdi>{outage.created_by_name}</bdi>
          </Text>
        </Text>
        {waiting.length > 0 && (
          <Alert
            color="orange"
            icon={<IconUserExclamation aria-hidden />}
            title={t('outages.displaced', { count: waiting.length })}
          >
            <List size="sm">
              {waiting.map((stay) => (
                <List.Item key={stay.reservation_id}>
                  <bdi>{stay.guest_name ?? stay.confirmation_code}</bdi> · <DateText value={stay.start_date} /> –{' '}
                  <DateText value={stay.end_date} /> ·{' '}
                  <strong>
                    {stay.room_number ? t('outages.now_in', { number: stay.room_number }) : t('outages.needs_room')}
                  </strong>
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {(outage.status === 'CURRENT' || outage.status === 'PLANNED') && (
          <Ways outage={outage} business_date={business_date} />
        )}
      </Stack>
    </Card>
  );
}

function Ways({ outage, business_date }: { outage: OutageRow; business_date: string }) {
  const { t } = useTranslation('housekeeping');
  const mayManage = useMay('housekeeping.manage');
  const [end_date, setEnd] = useState<string | null>(null);
  const act = useAct({ onDone: () => setEnd(null) });
  const refused = mayManage ? undefined : t('may_not_manage');
  const earliest = addDays(outage.start_date > business_date ? outage.start_date : business_date, 1);
  return (
    <Group align="flex-end" gap="sm">
      <CivilDateInput
        label={t('outages.change_end')}
        size="md"
        disabled={!mayManage}
        minDate={earliest}
        value={end_date ?? outage.end_date}
        onChange={setEnd}
      />
      {end_date && end_date !== outage.end_date && (
        <ActButton
          icon={IconArrowBackUp}
          variant="default"
          loading={act.isPending}
          onClick={() =>
            act.mutate({ method: 'PATCH', path: `outages/${outage.id}`, body: { end_date, version: outage.version } })
          }
        >
          {t('save')}
        </ActButton>
      )}
      <ActButton
        icon={IconArrowBackUp}
        variant="light"
        refused={refused}
        loading={act.isPending}
        onClick={() => act.mutate({ path: `outages/${outage.id}/return`, body: { version: outage.version } })}
      >
        {t(outage.status === 'PLANNED' ? 'outages.cancel' : 'outages.return')}
      </ActButton>
    </Group>
  );
}
