import { Alert, Button, FileInput, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { GroupDetails, Imported } from './queries.ts';

/** A rooming list from a spreadsheet: looked at first, imported only when every row is right. */
export function ImportList({ group, onDone }: { group: GroupDetails; onDone: () => void }) {
  const { t } = useTranslation('groups');
  const client = useQueryClient();
  const [csv, setCsv] = useState('');
  const path = `blocks/${group.id}/rooming-list/import`;
  const check = useMutation({ mutationFn: () => api.post<Imported>(path, { csv, dry_run: true }) });
  const bring = useMutation({
    mutationFn: () => api.post<Imported>(path, { csv, dry_run: false }),
    onSuccess: ({ imported }) => {
      notifications.show({ color: 'green', message: t('csv.done', { count: imported }) });
      void client.invalidateQueries({ queryKey: ['groups'] });
      onDone();
    },
  });
  const change = (text: string) => {
    setCsv(text);
    check.reset();
  };
  const rows = check.data?.rows ?? [];
  const wrong = rows.filter(({ errors }) => errors.length > 0).length;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('csv.hint')}
      </Text>
      <FileInput
        size="md"
        accept=".csv,text/csv"
        label={t('csv.file')}
        onChange={(file) => void file?.text().then(change)}
      />
      <Textarea
        label={t('csv.text')}
        autosize
        minRows={4}
        maxRows={8}
        value={csv}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {wrong > 0 && <Alert color="orange">{t('csv.wrong', { count: wrong })}</Alert>}
      {rows.length > 0 && <Preview rows={rows} />}
      {(check.error ?? bring.error) && <ErrorState error={check.error ?? bring.error} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          mih={48}
          disabled={!csv.trim()}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('csv.check')}
        </Button>
        <Button
          mih={48}
          disabled={rows.length === 0 || wrong > 0}
          loading={bring.isPending}
          onClick={() => bring.mutate()}
        >
          {t('csv.import', { count: rows.length })}
        </Button>
      </Group>
    </Stack>
  );
}

function Preview({ rows }: { rows: Imported['rows'] }) {
  const { t } = useTranslation('groups');
  return (
    <Table.ScrollContainer minWidth={520} mah={320}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('csv.row')}</Table.Th>
            <Table.Th>{t('list.guest')}</Table.Th>
            <Table.Th>{t('list.room')}</Table.Th>
            <Table.Th>{t('list.stay')}</Table.Th>
            <Table.Th>{t('csv.errors')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td>{row.row}</Table.Td>
              <Table.Td>{row.guest_name}</Table.Td>
              <Table.Td>{row.room_type}</Table.Td>
              <Table.Td>
                <bdi>
                  {row.start_date} – {row.end_date}
                </bdi>
              </Table.Td>
              <Table.Td>
                {row.errors.length === 0
                  ? t('csv.fine')
                  : row.errors.map(({ field, message }) => `${field} ${message}`).join('; ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
