import { Button, Card, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { GuestProfile } from './queries.ts';

function download(name: string, content: unknown) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What a guest may ask of the house: everything it knows, and to be forgotten. */
export function Privacy({ guest }: { guest: GuestProfile }) {
  const { t } = useTranslation('guests');
  const client = useQueryClient();
  const [mayExport, mayErase] = [useMay('guests.manage'), useMay('guests.erase')];
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const give = useMutation({
    mutationFn: () => api.post(`guests/${guest.id}/export`),
    onSuccess: (content) => download(`${guest.code}.json`, content),
  });
  const erase = useMutation({
    mutationFn: () => api.post(`guests/${guest.id}/erase`, { reason }),
    onSuccess: () => {
      setAsking(false);
      notifications.show({ color: 'green', message: t('privacy.done') });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['guests'] }),
  });
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('privacy.title')}
      </Title>
      <Group>
        <Button
          variant="default"
          mih={48}
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={give.isPending}
          disabled={!mayExport}
          title={mayExport ? undefined : t('may_not')}
          onClick={() => give.mutate()}
        >
          {t('privacy.export')}
        </Button>
        <Button
          variant="light"
          color="red"
          mih={48}
          leftSection={<IconEraser size={18} aria-hidden />}
          disabled={!mayErase}
          title={mayErase ? undefined : t('privacy.may_not')}
          onClick={() => setAsking(true)}
        >
          {t('privacy.erase')}
        </Button>
      </Group>
      {!mayErase && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('privacy.may_not')}
        </Text>
      )}
      {give.error && <ErrorState error={give.error} />}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('privacy.erase')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text>{t('privacy.question')}</Text>
          <Textarea
            label={t('privacy.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {erase.error && <ErrorState error={erase.error} />}
          <Group justify="flex-end">
            <Button variant="default" mih={48} onClick={() => setAsking(false)}>
              {t('privacy.keep')}
            </Button>
            <Button
              color="red"
              mih={48}
              loading={erase.isPending}
              disabled={reason.trim().length < 3}
              onClick={() => erase.mutate()}
            >
              {t('privacy.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );
}
