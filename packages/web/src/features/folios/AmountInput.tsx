import { NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../ui/Numbers.tsx';
import { minorOf } from '../payments/tender.ts';

/** What was typed into an amount: the text as it stands, and what it comes to. */
export type Typed = string | number;

export const typedOf = (minor: number, currency: string): Typed =>
  (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));

export const amountOf = (typed: Typed, currency: string): number | null =>
  typed === '' ? null : minorOf(typed, minorDigits(currency));

interface AmountInputProps {
  value: Typed;
  onChange: (value: Typed) => void;
  currency: string;
  label?: string;
  autoFocus?: boolean;
}

/** An amount of money to type, in the currency's major unit. */
export function AmountInput({ value, onChange, currency, label, autoFocus }: AmountInputProps) {
  const { t } = useTranslation('folios');
  return (
    <NumberInput
      size="lg"
      label={label ?? t('column.amount')}
      min={0}
      decimalScale={minorDigits(currency)}
      hideControls
      inputMode="decimal"
      value={value}
      onChange={onChange}
      data-autofocus={autoFocus || undefined}
      error={value !== '' && amountOf(value, currency) === null ? t('not_an_amount') : undefined}
      rightSectionWidth={64}
      rightSection={
        <Text size="sm" c="dimmed">
          {currency}
        </Text>
      }
    />
  );
}
