import type { NotificationKind, PreferenceShape } from '@hostelry/contracts/notifications';
import { Checkbox, Loader, Table } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx';

type Preference = Static<typeof PreferenceShape>;
type Way = 'in_app' | 'email';

const preferencesQuery = queryOptions({
  queryKey: ['notifications', 'preferences'],
  queryFn: ({ signal }) => api.get<Preference[]>('notifications/preferences', {}, signal),
});

/** Which notifications reach this person, and how. */
export function Preferences() {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery(preferencesQuery);
  const save = useMutation({
    mutationFn: (change: { kind: NotificationKind } & Partial<Record<Way, boolean>>) =>
      api.put<Preference[]>('notifications/preferences', { preferences: [change] }),
    // The box moves at once and moves back should the server refuse.
    onMutate: (change) =>
      client.setQueryData(preferencesQuery.queryKey, (old) =>
        old?.map((one) => (one.kind === change.kind ? { ...one, ...change } : one)),
      ),
    onError: (refusal) => toasts.show({ color: 'red', message: errorText(refusal) }),
    onSettled: () => client.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader type="dots" />;
  return (
    <Table verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th>{t('in_app')}</Table.Th>
          <Table.Th>{t('email')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.map((preference) => {
          const name = t(`kinds.${preference.kind}.name`, { defaultValue: preference.kind });
          return (
            <Table.Tr key={preference.kind}>
              <Table.Td>{name}</Table.Td>
              {(['in_app', 'email'] as const).map((way) => (
                <Table.Td key={way}>
                  <Checkbox
                    size="md"
                    aria-label={`${name}: ${t(way)}`}
                    checked={preference[way]}
                    onChange={(event) => save.mutate({ kind: preference.kind, [way]: event.currentTarget.checked })}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
