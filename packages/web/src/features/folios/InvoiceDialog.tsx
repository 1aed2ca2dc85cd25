import type { Invoice } from '@hostelry/contracts';
import { Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { Dialog } from './Dialog.tsx';
import { BilledCompany } from './PaymentDialog.tsx';
import { PdfButton } from './PdfButton.tsx';
import type { OpenFolio } from './queries.ts';
import { useAct } from './useAct.ts';
import { useWindowChoices } from './windows.ts';

const WHOM = ['GUEST', 'COMPANY', 'OTHER'] as const;
type Whom = (typeof WHOM)[number];

/** Issues the invoice of a window, or shows what it would say. */
export function InvoiceDialog({ folio, onClose }: { folio: OpenFolio; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const used = new Set(folio.windows.map((each) => String(each.window_no)));
  const windows = useWindowChoices(folio).filter(({ value }) => used.has(value));
  const [window_no, setWindow] = useState(windows[0]?.value ?? '1');
  const [whom, setWhom] = useState<Whom>(folio.company_id ? 'COMPANY' : 'GUEST');
  const [company_id, setCompany] = useState<string | null>(folio.company_id);
  const [person, setPerson] = useState({ name: folio.name, tax_number: '', address: '' });
  const act = useAct<Invoice>();
  const filled = Object.fromEntries(
    Object.entries(person)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text),
  );
  const billed = whom === 'COMPANY' ? { company_id: company_id! } : whom === 'OTHER' ? { bill_to: filled } : {};
  const ready = whom === 'GUEST' || (whom === 'COMPANY' ? company_id !== null : person.name.trim() !== '');
  if (act.data) return <Issued invoice={act.data} onClose={onClose} />;
  return (
    <Dialog
      title={t('invoice.issue')}
      onClose={onClose}
      act={t('invoice.issue')}
      ready={ready && used.size > 0}
      pending={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({ path: `folios/${folio.id}/invoices`, body: { window_no: Number(window_no), ...billed } })
      }
    >
      {windows.length > 1 && (
        <Select
          size="md"
          label={t('column.window')}
          data={windows}
          value={window_no}
          allowDeselect={false}
          onChange={(chosen) => setWindow(chosen ?? '1')}
        />
      )}
      <SegmentedControl
        size="md"
        fullWidth
        value={whom}
        onChange={(chosen) => setWhom(chosen as Whom)}
        data={WHOM.map((value) => ({ value, label: t(`invoice.whom.${value}`) }))}
      />
      {whom === 'GUEST' && <Text>{folio.name}</Text>}
      {whom === 'COMPANY' && <BilledCompany outlet_id={folio.outlet_id} value={company_id} onChange={setCompany} />}
      {whom === 'OTHER' && (
        <Stack gap="sm">
          <TextInput
            size="md"
            required
            label={t('column.name')}
            value={person.name}
            onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
          />
          <TextInput
            size="md"
            label={t('invoice.tax_number')}
            value={person.tax_number}
            onChange={(event) => setPerson({ ...person, tax_number: event.currentTarget.value })}
          />
          <Textarea
            size="md"
            label={t('invoice.address')}
            autosize
            minRows={2}
            value={person.address}
            onChange={(event) => setPerson({ ...person, address: event.currentTarget.value })}
          />
        </Stack>
      )}
      <Text c="dimmed" size="sm">
        {t('invoice.hint')}
      </Text>
      <PdfButton
        path={`folios/${folio.id}/pro-forma/pdf`}
        query={{ window_no: Number(window_no), company_id: whom === 'COMPANY' ? company_id : undefined }}
        label={t('invoice.pro_forma')}
      />
    </Dialog>
  );
}

function Issued({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation('folios');
  return (
    <Dialog title={t('invoice.issued')} onClose={onClose}>
      <Stack align="center" gap="xs" role="status">
        <IconCircleCheck size={56} stroke={1.6} color="var(--mantine-color-green-6)" aria-hidden />
        <Text fw={600}>
          {t('invoice.number', { number: invoice.number })} ·{' '}
          <Money minor={invoice.total_minor} currency={invoice.currency} />
        </Text>
        <Text c="dimmed">{invoice.bill_to.name}</Text>
        <Group grow w="100%" mt="lg">
          <PdfButton path={`invoices/${invoice.id}/pdf`} label={t('invoice.print')} h="var(--touch-pos)" />
          <TouchButton type="button" onClick={onClose} data-autofocus>
            {t('done')}
          </TouchButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
