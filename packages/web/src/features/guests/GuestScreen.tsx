import { Alert, Anchor, Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Duplicates } from './Duplicates.tsx';
import { GuestForm } from './GuestForm.tsx';
import { GuestHistory } from './GuestHistory.tsx';
import { GuestMarks } from './GuestsScreen.tsx';
import { Privacy } from './Privacy.tsx';
import { guestQuery } from './queries.ts';

/** Everything about one guest. */
export default function GuestScreen() {
  const { t } = useTranslation('guests');
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: guest, error, refetch } = useQuery(guestQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!guest) return <ScreenPending />;
  const gone = guest.erased_at !== null || guest.merged_into_id !== null;
  return (
    <>
      <PageHeader
        title={guest.name}
        badge={<GuestMarks guest={guest} />}
        hint={
          <Text span ff="monospace" size="sm">
            <bdi>{guest.code}</bdi>
          </Text>
        }
        breadcrumb={[
          <Anchor key="guests" component={Link} to="/guests">
            {t('title')}
          </Anchor>,
        ]}
      />
      {gone && (
        <Alert mb="md" color="yellow" title={t(guest.erased_at ? 'erased' : 'merged')}>
          {guest.merged_into_id && (
            <Anchor component={Link} to={`/guests/${guest.merged_into_id}` as never}>
              {t('open_merged')}
            </Anchor>
          )}
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <GuestForm key={guest.version} guest={guest} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <GuestHistory id={guest.id} />
            {!gone && <Duplicates guest={guest} />}
            {!gone && <Privacy guest={guest} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
