import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nightsBetween } from '../rooms/nights.ts';
import type { GroupRow } from './queries.ts';

/** How long the group's rooms are still kept. */
export function Cutoff({ group, business_date }: { group: GroupRow; business_date: string }) {
  const { t } = useTranslation('groups');
  if (group.status !== 'CONFIRMED' && group.status !== 'OPTIONAL') return null;
  if (!group.cutoff_date)
    return (
      <Text size="sm" c="dimmed">
        {t('no_cutoff')}
      </Text>
    );
  const days = nightsBetween(business_date, group.cutoff_date);
  return (
    <Text size="sm" {...(days <= 7 ? { fw: 600, c: 'orange' } : {})}>
      {days > 0 ? t('cutoff_left', { count: days }) : t('cutoff_past')}
    </Text>
  );
}
