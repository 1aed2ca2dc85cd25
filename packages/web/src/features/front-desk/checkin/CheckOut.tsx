import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../../app/api.ts';
import { newKey } from '../../../app/key.ts';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { minorDigits, Money } from '../../../ui/Numbers.tsx';
import { deskStayQuery, type DeskStayData } from '../queries.ts';
import { Amount } from './steps.tsx';

const METHODS = ['CARD', 'CASH', 'BANK_TRANSFER', 'VOUCHER', 'CITY_LEDGER'] as const;

interface CheckedOut {
  invoice_id: string | null;
  invoice_number: number | null;
}

/** Letting a guest go: what is due, how it is paid, the invoice, good-bye. */
export function CheckOut({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation('desk');
  return (
    <Modal
      opened={id !== null}
      onClose={onClose}
      title={t('checkout.title')}
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
  return <Form data={data} onClose={onClose} />;
}

function Form({ data: { stay, business_date }, onClose }: { data: DeskStayData; onClose: () => void }) {
  const { t } = useTranslation(['desk', 'folios']);
  const [method, setMethod] = useState<string>('CARD');
  const [fee, setFee] = useState<number | null>(null);
  const [invoice, setInvoice] = useState(true);
  const due = stay.balance_minor + (fee ?? 0);
  const send = useCheckOut(stay.id);
  const methods = METHODS.filter((name) => name !== 'CITY_LEDGER' || stay.company_name);
  if (send.data) return <Gone data={send.data} guest={stay.guest_name ?? stay.confirmation_code} onClose={onClose} />;
  const body = {
    version: stay.version,
    invoice: invoice && stay.folio_id !== null,
    ...(fee ? { late_fee_minor: fee } : {}),
    ...(due > 0 ? { payment: { method, amount_minor: due } } : {}),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (due >= 0 && !send.isPending) send.mutate(body);
      }}
    >
      <Stack>
        <Text>
          <b>
            <bdi>{stay.guest_name ?? stay.confirmation_code}</bdi>
          </b>{' '}
          · {t('desk:stay.room', { number: stay.room_number })}
        </Text>
        {stay.end_date > business_date && <Alert color="blue">{t('desk:checkout.early')}</Alert>}
        <Text fz={28} fw={700} data-testid="due">
          <Money minor={due} currency={stay.currency} />
        </Text>
        <Text size="sm" c="dimmed">
          {t(due > 0 ? 'desk:checkout.due' : due < 0 ? 'desk:checkout.owed' : 'desk:checkout.settled')}
        </Text>
        {due > 0 && (
          <SegmentedControl
            size="md"
            orientation={methods.length > 4 ? 'vertical' : 'horizontal'}
            value={method}
            onChange={setMethod}
            data={methods.map((value) => ({ value, label: t(`desk:method.${value}`) }))}
          />
        )}
        {stay.folio_id && (
          <>
            <Amount
              label={t('desk:checkout.late_fee')}
              hint={t('desk:checkout.late_fee_hint')}
              digits={minorDigits(stay.currency)}
              onChange={setFee}
            />
            <Checkbox
              size="md"
              label={t('desk:checkout.invoice')}
              checked={invoice}
              onChange={(event) => setInvoice(event.currentTarget.checked)}
            />
          </>
        )}
        {send.error && <ErrorState error={send.error} />}
        <Group grow>
          {stay.folio_id && (
            <Button mih={48} variant="default" component={Link} to={`/folios/${stay.folio_id}` as never}>
              {t('desk:stay.folio')}
            </Button>
          )}
          <Button mih={48} type="submit" data-autofocus loading={send.isPending} disabled={due < 0}>
            {t(due > 0 ? 'desk:checkout.pay' : 'desk:checkout.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useCheckOut(id: string) {
  const client = useQueryClient();
  const [keys] = useState(() => new Map<string, string>());
  return useMutation<CheckedOut, ApiError, object>({
    mutationFn: (body) => {
      const same = JSON.stringify(body);
      const key = keys.get(same) ?? newKey();
      keys.set(same, key);
      return api.post<CheckedOut>(`front-desk/stays/${id}/check-out`, body, key);
    },
    onSettled: () =>
      Promise.all(
        ['front-desk', 'reservations', 'folios', 'rooms'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      ),
  });
}

function Gone({ data, guest, onClose }: { data: CheckedOut; guest: string; onClose: () => void }) {
  const { t } = useTranslation('desk');
  return (
    <Stack>
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('checkout.done', { guest })}>
        {data.invoice_number !== null && t('checkout.invoice_number', { number: data.invoice_number })}
      </Alert>
      <Button mih={48} data-autofocus onClick={onClose}>
        {t('done')}
      </Button>
    </Stack>
  );
}
