import { ActionIcon, Badge, Group, Menu, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsSplit2,
  IconCoin,
  IconDotsVertical,
  IconFileInvoice,
  IconLayoutColumns,
  IconPigMoney,
  IconReceiptRefund,
  IconUserShare,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/Dates.tsx';
import { Money } from '../../ui/Numbers.tsx';
import classes from './FolioWindow.module.css';
import type { OpenFolio, ShownPosting } from './queries.ts';
import { windowsOf } from './windows.ts';

export type Correction = 'reverse' | 'move' | 'split' | 'refund';

interface PostingLineProps {
  folio: OpenFolio;
  posting: ShownPosting;
  may_correct: boolean;
  may_refund: boolean;
  onDrag: (posting: ShownPosting | null) => void;
  onCorrect: (what: Correction, posting: ShownPosting) => void;
  onMove: (posting: ShownPosting, window_no: number) => void;
}

/** One posting with what may be done to it. */
export function PostingLine(props: PostingLineProps) {
  const { folio, posting, may_correct, onDrag } = props;
  const { t } = useTranslation('folios');
  const undone = posting.is_reversed || posting.reversal_of !== null;
  const movable = !undone && may_correct && folio.status === 'OPEN' && !posting.invoice_id && !posting.link_id;
  const paid = posting.kind !== 'CHARGE';
  return (
    <div
      className={classes.line}
      data-undone={undone || undefined}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', posting.id);
        event.dataTransfer.effectAllowed = 'move';
        onDrag(posting);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Stack gap={0} miw={0}>
        <Group gap={6} wrap="nowrap">
          {paid && <IconCoin size={16} aria-hidden style={{ flexShrink: 0 }} />}
          <Text className={classes.what} truncate>
            {textOf(posting, t)}
          </Text>
        </Group>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            <DateText value={posting.business_date} options={{ day: 'numeric', month: 'short' }} />
            {posting.quantity > 1 && ` · ${posting.quantity} ×`}
            {posting.reason && ` · ${posting.reason}`}
          </Text>
          {posting.ledger === 'DEPOSIT' && !undone && (
            <Badge size="sm" tt="none" variant="light" leftSection={<IconPigMoney size={14} aria-hidden />}>
              {t('held')}
            </Badge>
          )}
          {posting.invoice_id && (
            <Badge
              size="sm"
              tt="none"
              variant="light"
              color="gray"
              leftSection={<IconFileInvoice size={14} aria-hidden />}
            >
              {t('invoiced')}
            </Badge>
          )}
          {undone && (
            <Text size="sm" c="dimmed">
              {t(posting.reversal_of ? 'takes_back' : 'taken_back')}
            </Text>
          )}
        </Group>
      </Stack>
      <Stack gap={0} className={classes.amount}>
        <Money minor={posting.amount_minor} currency={folio.currency} fw={600} />
        {posting.tax_minor !== 0 && (
          <Text size="xs" c="dimmed">
            {t('column.tax')} <Money minor={posting.tax_minor} currency={folio.currency} />
          </Text>
        )}
      </Stack>
      {undone || folio.status !== 'OPEN' ? <span /> : <LineMenu {...props} />}
    </div>
  );
}

function textOf({ description, charge_code, kind }: ShownPosting, t: TFunction<'folios'>) {
  const method = t(`method.${charge_code}`, charge_code);
  if (kind === 'CHARGE') return description || method;
  const act = kind === 'REFUND' ? t('refunded') : kind === 'TRANSFER' ? t('method.CITY_LEDGER') : method;
  return [act, description].filter(Boolean).join(' · ');
}

function LineMenu({ folio, posting, may_correct, may_refund, onCorrect, onMove }: PostingLineProps) {
  const { t } = useTranslation('folios');
  const invoiced = posting.invoice_id ? t('credit_first') : undefined;
  const refused = invoiced ?? (may_correct ? undefined : t('not_yours'));
  const spent = posting.payment_id
    ? folio.payments.find((each) => each.posting_id === posting.id)?.left_minor !== 0 - posting.amount_minor
    : false;
  const unmovable = refused ?? (posting.link_id ? t('bill_anew') : spent ? t('spent') : undefined);
  const targets = windowsOf(folio).filter((number) => number !== posting.window_no);
  if (posting.kind === 'REFUND') return <span />;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={48} aria-label={t('acts', { what: textOf(posting, t) })}>
          <IconDotsVertical size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(unmovable ?? refused) && <Menu.Label maw={260}>{unmovable ?? refused}</Menu.Label>}
        {targets.map((number) => (
          <Item key={number} icon={IconLayoutColumns} off={unmovable} onClick={() => onMove(posting, number)}>
            {t('move_to_window', { number })}
          </Item>
        ))}
        <Item icon={IconUserShare} off={unmovable} onClick={() => onCorrect('move', posting)}>
          {t('move_to_account')}
        </Item>
        {posting.kind === 'CHARGE' && (
          <Item icon={IconArrowsSplit2} off={unmovable} onClick={() => onCorrect('split', posting)}>
            {t('split')}
          </Item>
        )}
        {posting.payment_id ? (
          <Item
            icon={IconReceiptRefund}
            color="red"
            off={may_refund ? undefined : t('not_yours')}
            onClick={() => onCorrect('refund', posting)}
          >
            {t('refund')}
          </Item>
        ) : (
          <Item icon={IconArrowBackUp} color="red" off={refused} onClick={() => onCorrect('reverse', posting)}>
            {t('reverse')}
          </Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemProps {
  icon: typeof IconArrowBackUp;
  color?: string;
  /** Why it is not possible. */
  off: string | undefined;
  onClick: () => void;
  children: string;
}

function Item({ icon: Glyph, color, off, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      mih={48}
      leftSection={<Glyph size={18} aria-hidden />}
      disabled={off !== undefined}
      title={off}
      onClick={onClick}
      {...(color && { color })}
    >
      {children}
    </Menu.Item>
  );
}
