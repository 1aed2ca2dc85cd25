import { Progress, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconConfetti } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../app/realtime.ts';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useUser } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LiveDot } from '../../ui/LiveDot.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { boardQuery, type Task } from './queries.ts';
import { ReportPanel, type Report } from './ReportPanel.tsx';
import { RoomCard } from './RoomCard.tsx';
import { inOrderOfWork, progressOf } from './steps.ts';

/** A housekeeper's day on a phone: my rooms, one big card each, in the order in which to take them. */
export default function MyRoomsScreen() {
  return <HotelOnly>{(hotel) => <MyRooms key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function MyRooms({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const user = useUser();
  const wire = useWire();
  const whose = useSearch({ strict: false, select: (search: { whose?: string }) => search.whose ?? 'mine' });
  const navigate = useNavigate();
  const { data: board, error, refetch } = useQuery(boardQuery(hotel.id));
  const [report, setReport] = useState<Report | null>(null);
  if (error && !board) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!board) return <ScreenPending />;
  const wanted = (task: Task) => task.attendant_id === (whose === 'mine' ? (user?.id ?? null) : null);
  const work = inOrderOfWork(board.rooms, wanted);
  const progress = progressOf(work.map(({ task }) => task));
  const show = (next: string) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, whose: next })) as never, replace: true });
  return (
    <Stack gap="md" maw={1100}>
      <PageHeader title={t('mine.title')} hint={hotel.name} badge={<LiveDot state={wire} />} />
      <SegmentedControl
        fullWidth
        size="md"
        value={whose}
        onChange={show}
        aria-label={t('mine.whose')}
        data={['mine', 'nobody'].map((value) => ({ value, label: t(`mine.${value}`) }))}
      />
      {whose === 'mine' && progress.tasks > 0 && <DayProgress {...progress} />}
      {work.length === 0 ? (
        <EmptyState
          icon={IconConfetti}
          title={t(`mine.none_${whose === 'mine' ? 'mine' : 'nobody'}`)}
          hint={t(whose === 'mine' ? 'mine.none_hint' : 'mine.none_left_hint')}
        />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
          {work.map(({ room, task }) => (
            <RoomCard key={task.id} outlet_id={hotel.id} room={room} task={task} onReport={setReport} />
          ))}
        </SimpleGrid>
      )}
      <ReportPanel hotel={hotel} report={report} onClose={() => setReport(null)} />
    </Stack>
  );
}

/** How far the day has got, in rooms and in minutes of work. */
function DayProgress({ tasks, done, minutes, done_minutes }: ReturnType<typeof progressOf>) {
  const { t } = useTranslation('housekeeping');
  const words = t('mine.progress', { done, count: tasks, minutes: minutes - done_minutes });
  return (
    <Stack gap={6}>
      <Progress size="lg" value={minutes === 0 ? 0 : (100 * done_minutes) / minutes} aria-label={words} color="green" />
      <Text size="sm" c="dimmed">
        {words}
      </Text>
    </Stack>
  );
}
