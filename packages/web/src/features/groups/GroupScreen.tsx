import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { AllotmentGrid } from './AllotmentGrid.tsx';
import { Cutoff } from './Cutoff.tsx';
import { GroupSteps } from './GroupSteps.tsx';
import { groupQuery } from './queries.ts';
import { RoomingList } from './RoomingList.tsx';

/** One group: its rooms night by night, and who sleeps in them. */
export default function GroupScreen() {
  const { t } = useTranslation('groups');
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: group, error, refetch } = useQuery(groupQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!group) return <ScreenPending />;
  return (
    <>
      <PageHeader
        title={group.name}
        badge={<StatusBadge kind="block" value={group.status} />}
        breadcrumb={[
          <Anchor key="groups" component={Link} to="/groups">
            {t('title')}
          </Anchor>,
        ]}
        hint={
          <>
            <bdi>{group.code}</bdi> · <DateText value={group.start_date} /> – <DateText value={group.end_date} />
          </>
        }
        actions={<GroupSteps group={group} />}
      />
      <Group mb="md" gap="lg">
        <Text size="sm">
          {t('of', { picked_up: group.room_nights_picked_up, allotted: group.room_nights_allotted })}
        </Text>
        <Cutoff group={group} business_date={group.business_date} />
        <Text size="sm" c="dimmed">
          <bdi>{[group.contact_name, group.contact_email, group.company_name].filter(Boolean).join(' · ')}</bdi>
        </Text>
      </Group>
      <Stack gap="lg">
        <AllotmentGrid group={group} />
        <RoomingList group={group} />
      </Stack>
    </>
  );
}
