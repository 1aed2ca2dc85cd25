import { useTranslation } from 'react-i18next';

/** “2 adults, 1 child”; children are not spoken of where there are none. */
export function Party({ of }: { of: { adults: number; children: number } }) {
  const { t } = useTranslation('desk');
  return [
    t('party.adults', { count: of.adults }),
    ...(of.children > 0 ? [t('party.children', { count: of.children })] : []),
  ].join(', ');
}
