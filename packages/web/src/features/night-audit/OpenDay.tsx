import { AUDIT_STEPS, type BusinessDayDetails, type Obstacle } from '@hostelry/contracts/business-days';
import { Alert, Card, Checkbox, Group, List, Modal, Stack, Stepper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck, IconMoonStars } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';

/** The open day: who stands in its way, the decision to close it, and how far that has come. */
export function OpenDay({ day }: { day: BusinessDayDetails }) {
  const { t } = useTranslation('night_audit');
  const may = useMay('business_day.close');
  const [asked, { open, close }] = useDisclosure(false);
  const [noShows, setNoShows] = useState(false);
  const [overstays, setOverstays] = useState(false);
  const of = (kind: Obstacle['kind']) => day.obstacles.filter((obstacle) => obstacle.kind === kind);
  const undecided =
    of('OPEN_ORDERS').length > 0 ||
    (of('ARRIVALS_DUE').length > 0 && !noShows) ||
    (of('DEPARTURES_DUE').length > 0 && !overstays);

  if (day.status === 'CLOSING') return <Progress day={day} />;
  return (
    <Card withBorder padding="lg">
      <Stack>
        {day.obstacles.length === 0 && (
          <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('ready')}>
            {t('ready_hint')}
          </Alert>
        )}
        <Obstacles title={t('arrivals')} rows={of('ARRIVALS_DUE')}>
          <Checkbox
            size="md"
            label={t('mark_no_shows')}
            checked={noShows}
            onChange={({ currentTarget }) => setNoShows(currentTarget.checked)}
          />
        </Obstacles>
        <Obstacles title={t('departures')} rows={of('DEPARTURES_DUE')}>
          <Checkbox
            size="md"
            label={t('keep_overstays')}
            checked={overstays}
            onChange={({ currentTarget }) => setOverstays(currentTarget.checked)}
          />
        </Obstacles>
        <Obstacles title={t('orders')} rows={of('OPEN_ORDERS')} />
        <Group>
          <ActButton
            icon={IconMoonStars}
            size="lg"
            refused={!may ? t('not_allowed') : undecided ? t('undecided') : undefined}
            onClick={open}
          >
            {t('close')}
          </ActButton>
        </Group>
      </Stack>
      <Confirmation
        day={day}
        opened={asked}
        onClose={close}
        decided={{ mark_no_shows: noShows, keep_overstays: overstays }}
      />
    </Card>
  );
}

function Obstacles({ title, rows, children }: { title: string; rows: Obstacle[]; children?: ReactNode }) {
  if (rows.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={`${title} (${rows.length})`}>
      <Stack gap="sm">
        <List size="sm" spacing={6} mah={260} style={{ overflowY: 'auto' }}>
          {rows.map(({ kind, id, label, date }) => (
            <List.Item key={id}>
              <Link
                style={{ color: 'inherit' }}
                to={(kind === 'OPEN_ORDERS' ? '/orders' : `/reservations/${id}`) as never}
                search={(kind === 'OPEN_ORDERS' ? { order: id } : {}) as never}
              >
                <bdi>{label}</bdi>
              </Link>{' '}
              <Text span c="dimmed" size="sm">
                <DateText value={date} />
              </Text>
            </List.Item>
          ))}
        </List>
        {children}
      </Stack>
    </Alert>
  );
}

interface ConfirmationProps {
  day: BusinessDayDetails;
  opened: boolean;
  onClose: () => void;
  decided: { mark_no_shows: boolean; keep_overstays: boolean };
}

function Confirmation({ day, opened, onClose, decided }: ConfirmationProps) {
  const { t } = useTranslation('night_audit');
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => api.post('business-days/close', { outlet_id: day.outlet_id, date: day.date, ...decided }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['business-days'] }),
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('confirm.title')} centered>
      <Stack>
        <Text>
          <DateText value={day.date} options={{ dateStyle: 'full' }} />
        </Text>
        <Text size="sm">{t('confirm.text')}</Text>
        {start.error && <ErrorState error={start.error} />}
        <Group justify="flex-end">
          <TouchButton variant="default" onClick={onClose}>
            {t('confirm.back')}
          </TouchButton>
          <TouchButton loading={start.isPending} onClick={() => start.mutate()}>
            {t('confirm.close')}
          </TouchButton>
        </Group>
      </Stack>
    </Modal>
  );
}

function Progress({ day }: { day: BusinessDayDetails }) {
  const { t } = useTranslation('night_audit');
  const done = day.audit?.steps ?? [];
  return (
    <Card withBorder padding="lg" aria-live="polite">
      <Title order={2} size="h4" mb="md">
        {t('closing')}
      </Title>
      <Stepper active={done.length} orientation="vertical" size="md">
        {AUDIT_STEPS.map((step) => (
          <Stepper.Step
            key={step}
            label={t(`step.${step}`)}
            description={t(`step_hint.${step}`)}
            loading={AUDIT_STEPS[done.length] === step}
          />
        ))}
      </Stepper>
    </Card>
  );
}
