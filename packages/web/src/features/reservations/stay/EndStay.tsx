import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import type { StayDetails } from '../queries.ts';
import { Reason } from '../Reason.tsx';
import { StayDialog } from './StayDialog.tsx';
import { useStayStep } from './useStayStep.ts';

interface EndStayProps {
  how: 'cancel' | 'no_show';
  stay: StayDetails;
  onClose: () => void;
}

/** Ends a stay that has not begun: one room is cancelled, or its guest never came. */
export function EndStay({ how, stay, onClose }: EndStayProps) {
  const { t } = useTranslation('reservations');
  const [reason, setReason] = useState('');
  const step = useStayStep(stay, onClose);
  const cancels = how === 'cancel';
  return (
    <StayDialog title={t(`stay.end.${how}.title`)} size="md" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          step.mutate({ step: cancels ? 'cancel' : 'no-show', body: reason ? { reason } : {} });
        }}
      >
        <Stack>
          <Text size="sm">
            {t(`stay.end.${how}.question`, {
              guest: stay.guest_name ?? stay.confirmation_code,
              type: stay.room_type_name,
            })}
          </Text>
          {cancels && <Reason onChange={setReason} />}
          {step.error && <ErrorState error={step.error} />}
          <Group justify="flex-end">
            <Button variant="default" h={48} onClick={onClose}>
              {t('cancel.keep')}
            </Button>
            <Button type="submit" color="red" h={48} loading={step.isPending} disabled={cancels && !reason}>
              {t(`stay.acts.${how}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </StayDialog>
  );
}
