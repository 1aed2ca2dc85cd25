import { DOCUMENT_TYPES } from '@hostelry/contracts/guests';
import {
  Alert,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { minorDigits, Money } from '../../../ui/Numbers.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { minorOf } from '../../payments/tender.ts';
import type { DeskStayData } from '../queries.ts';
import { isClean, type CardValues } from './card.ts';
import { SignaturePad } from './SignaturePad.tsx';
import classes from './steps.module.css';

interface CardStepProps {
  values: CardValues;
  onChange: (next: Partial<CardValues>) => void;
}

const country = (text: string) =>
  text
    .replace(/[^a-z]/gi, '')
    .slice(0, 2)
    .toUpperCase();

/** Who the guest is, and by which document. */
export function GuestStep({ values, onChange }: CardStepProps) {
  const { t } = useTranslation('desk');
  return (
    <Stack>
      <TextInput
        size="md"
        label={t('card.name')}
        required
        data-autofocus
        value={values.guest_name}
        onChange={(event) => onChange({ guest_name: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          size="md"
          label={t('card.document_type')}
          data={DOCUMENT_TYPES.map((value) => ({ value, label: t(`card.document.${value}`) }))}
          value={values.document_type}
          onChange={(document_type) => onChange({ document_type })}
          clearable
        />
        <TextInput
          size="md"
          label={t('card.document_number')}
          autoComplete="off"
          value={values.document_number}
          onChange={(event) => onChange({ document_number: event.currentTarget.value })}
        />
        <TextInput
          size="md"
          label={t('card.nationality')}
          description={t('card.country_hint')}
          value={values.nationality}
          onChange={(event) => onChange({ nationality: country(event.currentTarget.value) })}
        />
        <TextInput
          size="md"
          label={t('card.document_country')}
          description={t('card.country_hint')}
          value={values.document_country}
          onChange={(event) => onChange({ document_country: country(event.currentTarget.value) })}
        />
        <CivilDateInput
          size="md"
          label={t('card.birth_date')}
          value={values.birth_date}
          onChange={(birth_date) => onChange({ birth_date })}
          clearable
        />
        <CivilDateInput
          size="md"
          label={t('card.document_expires_on')}
          value={values.document_expires_on}
          onChange={(document_expires_on) => onChange({ document_expires_on })}
          clearable
        />
      </SimpleGrid>
      <Textarea
        size="md"
        label={t('card.address')}
        autosize
        minRows={1}
        maxLength={500}
        value={values.address}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
    </Stack>
  );
}

interface RoomStepProps {
  data: DeskStayData;
  room_id: string | null;
  force: boolean;
  onRoom: (id: string) => void;
  onForce: (force: boolean) => void;
}

/** Which room; those that are free and clean come first, and one that is not says why. */
export function RoomStep({ data, room_id, force, onRoom, onForce }: RoomStepProps) {
  const { t } = useTranslation('desk');
  const chosen = data.rooms.find(({ id }) => id === room_id);
  return (
    <Stack>
      <div className={classes.rooms} role="radiogroup" aria-label={t('checkin.step.room')}>
        {data.rooms.map((room) => (
          <UnstyledButton
            key={room.id}
            role="radio"
            aria-checked={room.id === room_id}
            className={classes.room}
            disabled={!room.is_free}
            title={room.is_free ? undefined : t('checkin.why.taken')}
            onClick={() => onRoom(room.id)}
          >
            <Text fw={650} fz="lg">
              <bdi>{room.number}</bdi>
            </Text>
            {room.is_free ? (
              <StatusBadge kind="room" value={room.housekeeping_status} size="sm" />
            ) : (
              <Text size="xs" c="dimmed">
                {t('checkin.taken')}
              </Text>
            )}
          </UnstyledButton>
        ))}
      </div>
      {data.rooms.length === 0 && <Text c="dimmed">{t('checkin.no_rooms')}</Text>}
      {chosen && chosen.is_free && !isClean(chosen) && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('checkin.why.not_clean')}>
          <Checkbox
            size="md"
            label={t('checkin.force')}
            checked={force}
            onChange={(event) => onForce(event.currentTarget.checked)}
          />
        </Alert>
      )}
    </Stack>
  );
}

/** The guest signs. */
export function CardStep({ values, onChange }: CardStepProps) {
  const { t } = useTranslation('desk');
  return (
    <Stack>
      <SignaturePad value={values.signature} onChange={(signature) => onChange({ signature })} />
      <Text size="sm" c="dimmed">
        {t('card.on_paper')}
      </Text>
    </Stack>
  );
}

export interface Deposit {
  method: string;
  amount_minor: number | null;
  early_fee_minor: number | null;
}

const METHODS = ['CARD', 'CASH', 'BANK_TRANSFER', 'VOUCHER'] as const;

/** What stands behind the stay, and what is paid now. */
export function DepositStep({
  data,
  deposit,
  onChange,
}: {
  data: DeskStayData;
  deposit: Deposit;
  onChange: (next: Deposit) => void;
}) {
  const { t } = useTranslation(['desk', 'folios']);
  const { stay } = data;
  const digits = minorDigits(stay.currency);
  return (
    <Stack>
      <Group gap="xl">
        <Text>
          {t('desk:stay.total')} <Money minor={stay.total_minor} currency={stay.currency} fw={650} />
        </Text>
        <Text>
          {t('desk:stay.balance')} <Money minor={stay.balance_minor} currency={stay.currency} fw={650} />
        </Text>
        <Text>
          {t('desk:checkin.guarantee')} <b>{t(`desk:guarantee.${stay.guarantee}`)}</b>
        </Text>
      </Group>
      <SegmentedControl
        size="md"
        value={deposit.method}
        onChange={(method) => onChange({ ...deposit, method })}
        data={METHODS.map((value) => ({ value, label: t(`desk:method.${value}`) }))}
      />
      <Amount
        label={t('desk:checkin.deposit')}
        digits={digits}
        onChange={(amount_minor) => onChange({ ...deposit, amount_minor })}
      />
      <Amount
        label={t('desk:checkin.early_fee')}
        hint={t('desk:checkin.early_fee_hint')}
        digits={digits}
        onChange={(early_fee_minor) => onChange({ ...deposit, early_fee_minor })}
      />
    </Stack>
  );
}

interface AmountProps {
  label: string;
  hint?: string;
  digits: number;
  start?: number | null;
  onChange: (minor: number | null) => void;
}

/** An amount of money to type; empty is none. */
export function Amount({ label, hint, digits, start, onChange }: AmountProps) {
  return (
    <NumberInput
      size="md"
      label={label}
      description={hint}
      min={0}
      decimalScale={digits}
      hideControls
      inputMode="decimal"
      defaultValue={start ? (start / 10 ** digits).toFixed(digits) : ''}
      onChange={(typed) => onChange(typed === '' ? null : minorOf(typed, digits))}
    />
  );
}

/** How many key packets go over the desk, and what the next shift should know. */
export function KeysStep({ values, onChange }: CardStepProps) {
  const { t } = useTranslation('desk');
  return (
    <Stack>
      <NumberInput
        size="md"
        label={t('card.key_packets')}
        min={0}
        max={20}
        value={values.key_packets}
        onChange={(typed) => onChange({ key_packets: Number(typed) || 0 })}
      />
      <Textarea
        size="md"
        label={t('card.note')}
        description={t('card.note_hint')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={values.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </Stack>
  );
}
