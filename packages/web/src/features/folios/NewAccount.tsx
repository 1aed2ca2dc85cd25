import { CHARGE_CATEGORIES, type Folio } from '@hostelry/contracts/folios';
import { MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import { BilledCompany } from './PaymentDialog.tsx';
import { useAct } from './useAct.ts';

const KINDS = ['MASTER', 'HOUSE', 'COMPANY'] as const;
type Kind = (typeof KINDS)[number];

interface NewAccountProps {
  outlet_id: string;
  onClose: () => void;
  onDone: (id: string) => void;
}

/** Opens an account of a group, of the house or of a company; a guest's opens with the stay. */
export function NewAccount({ outlet_id, onClose, onDone }: NewAccountProps) {
  const { t } = useTranslation('folios');
  const [kind, setKind] = useState<Kind>('MASTER');
  const [name, setName] = useState('');
  const [company_id, setCompany] = useState<string | null>(null);
  const [pays_categories, setPays] = useState<string[]>([]);
  const act = useAct<Folio>(({ id }) => onDone(id));
  const ready = name.trim() !== '' && (kind !== 'COMPANY' || company_id !== null);
  return (
    <Dialog
      title={t('open_account')}
      onClose={onClose}
      act={t('open_account')}
      ready={ready}
      pending={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({
          path: 'folios',
          body: {
            outlet_id,
            kind,
            name: name.trim(),
            ...(company_id && kind !== 'HOUSE' && { company_id }),
            ...(kind === 'MASTER' && pays_categories.length > 0 && { pays_categories }),
          },
        })
      }
    >
      <SegmentedControl
        size="md"
        fullWidth
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(chosen) => setKind(chosen as Kind)}
      />
      <TextInput
        size="md"
        required
        label={t('column.name')}
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {kind !== 'HOUSE' && <BilledCompany outlet_id={outlet_id} value={company_id} onChange={setCompany} />}
      {kind === 'MASTER' && (
        <MultiSelect
          size="md"
          label={t('group_pays')}
          description={t('group_pays_hint')}
          data={CHARGE_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
          value={pays_categories}
          onChange={setPays}
        />
      )}
    </Dialog>
  );
}
