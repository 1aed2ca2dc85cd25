import { Button, Card, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowMerge } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { duplicatesQuery, type Duplicate, type GuestProfile } from './queries.ts';

/** Profiles that may be the same person, and the way to make them one. */
export function Duplicates({ guest }: { guest: GuestProfile }) {
  const { t } = useTranslation('guests');
  const client = useQueryClient();
  const mayMerge = useMay('guests.manage');
  const { data = [] } = useQuery(duplicatesQuery(guest.id));
  const [other, setOther] = useState<Duplicate | null>(null);
  const merge = useMutation({
    mutationFn: (guest_id: string) => api.post(`guests/${guest.id}/merge`, { guest_id, version: guest.version }),
    onSuccess: () => {
      setOther(null);
      notifications.show({ color: 'green', message: t('duplicates.done') });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['guests'] }),
  });
  if (data.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('duplicates.title')}
      </Title>
      <Stack gap="xs">
        {data.map((duplicate) => (
          <Group key={duplicate.id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm" fw={600}>
                {duplicate.name}
              </Text>
              <Text size="xs" c="dimmed">
                {duplicate.because.map((reason) => t(`duplicates.because.${reason}`)).join(', ')}
              </Text>
            </div>
            <Button
              variant="light"
              mih={48}
              leftSection={<IconArrowMerge size={18} aria-hidden />}
              disabled={!mayMerge}
              title={mayMerge ? undefined : t('may_not')}
              onClick={() => setOther(duplicate)}
            >
              {t('duplicates.confirm')}
            </Button>
          </Group>
        ))}
      </Stack>
      <Modal
        opened={other !== null}
        onClose={() => setOther(null)}
        title={t('duplicates.merge')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text>{t('duplicates.question', { other: `${other?.name} (${other?.code})`, kept: guest.name })}</Text>
          {merge.error && <ErrorState error={merge.error} />}
          <Button mih={48} loading={merge.isPending} onClick={() => other && merge.mutate(other.id)}>
            {t('duplicates.confirm')}
          </Button>
        </Stack>
      </Modal>
    </Card>
  );
}
