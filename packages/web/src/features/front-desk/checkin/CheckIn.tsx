import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { deskStayQuery } from '../queries.ts';
import { Wizard } from './Wizard.tsx';

/** Letting a guest in, step by step, past the steps whose answers are known. */
export function CheckIn({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation('desk');
  const phone = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={id !== null}
      onClose={onClose}
      size={780}
      fullScreen={phone ?? false}
      title={t('checkin.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {id && <Loaded key={id} id={id} onClose={onClose} />}
    </Modal>
  );
}

function Loaded({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(deskStayQuery(id));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <ScreenPending />;
  return <Wizard data={data} onClose={onClose} />;
}
