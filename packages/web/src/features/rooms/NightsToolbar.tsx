import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { usePlace } from '../../ui/place.ts';
import { addDays } from './nights.ts';

interface NightsToolbarProps {
  from: string;
  span: number;
  business_date: string;
  onGo: (date: string) => void;
}

/** Which weeks the grid shows: a week back or on, the business date, or any date. */
export function NightsToolbar({ from, span, business_date, onGo }: NightsToolbarProps) {
  const { t } = useTranslation('rooms');
  const { locale } = usePlace();
  const words = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (
    <Group justify="space-between" mb="sm" gap="sm">
      <Group gap={6} wrap="nowrap">
        <ActionIcon
          size={44}
          variant="default"
          aria-label={t('toolbar.back')}
          title={t('toolbar.back')}
          onClick={() => onGo(addDays(from, -7))}
        >
          <IconChevronLeft size={20} className="flip-rtl" aria-hidden />
        </ActionIcon>
        <Button h={44} px="md" variant="default" disabled={from === business_date} onClick={() => onGo(business_date)}>
          {t('toolbar.today')}
        </Button>
        <ActionIcon
          size={44}
          variant="default"
          aria-label={t('toolbar.on')}
          title={t('toolbar.on')}
          onClick={() => onGo(addDays(from, 7))}
        >
          <IconChevronRight size={20} className="flip-rtl" aria-hidden />
        </ActionIcon>
        <CivilDateInput
          value={from}
          onChange={(date) => date && onGo(date)}
          aria-label={t('toolbar.date')}
          w={158}
          styles={{ input: { minHeight: 44 } }}
        />
      </Group>
      <Text c="dimmed" size="sm" aria-live="polite" visibleFrom="sm">
        <bdi>{words.formatRange(new Date(from), new Date(addDays(from, span - 1)))}</bdi>
      </Text>
    </Group>
  );
}
