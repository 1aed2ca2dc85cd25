import { Text, type TextProps } from '@mantine/core';
import { usePlace } from './place.ts';

/** How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string) {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Money as text, for labels and chart ticks. */
export function formatMoney(minor: number, currency: string, locale: string) {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** minorDigits(currency));
}

interface MoneyProps extends TextProps {
  minor: number;
  /** The outlet's currency unless said. */
  currency?: string;
}

/** Integer minor units shown in their currency. */
export function Money({ minor, currency, ...text }: MoneyProps) {
  const place = usePlace();
  return (
    <Text component="bdi" inherit {...text}>
      {formatMoney(minor, currency ?? place.currency ?? 'EUR', place.locale)}
    </Text>
  );
}

/** A plain number in the reader's digits and grouping. */
export function NumberText({ value, options }: { value: number; options?: Intl.NumberFormatOptions }) {
  const { locale } = usePlace();
  return <bdi>{new Intl.NumberFormat(locale, options).format(value)}</bdi>;
}
