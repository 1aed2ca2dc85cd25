import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import type { Hotel } from '../../rooms/HotelOnly.tsx';
import { addDays } from '../../rooms/nights.ts';
import { ZOOMS, type useChartAddress } from './chartAddress.ts';

interface ChartToolbarProps {
  hotel: Hotel;
  phone: boolean;
  address: ReturnType<typeof useChartAddress>;
}

/** Which days the chart shows, how many of them, in which order, and whom to look for. */
export function ChartToolbar({ hotel, phone, address }: ChartToolbarProps) {
  const { t } = useTranslation('desk');
  const { from, day, days, group, q, change } = address;
  const shown = phone ? day : from;
  const home = phone ? hotel.business_date : addDays(hotel.business_date, -1);
  const step = phone ? 1 : days === 28 ? 7 : days;
  return (
    <Group justify="space-between" mb="sm" gap="sm">
      <Group gap={6} wrap="nowrap">
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t('chart.back')}
          title={t('chart.back')}
          onClick={() => change({ from: addDays(shown, -step) })}
        >
          <IconChevronLeft size={20} className="flip-rtl" aria-hidden />
        </ActionIcon>
        <Button h={48} px="md" variant="default" disabled={shown === home} onClick={() => change({ from: undefined })}>
          {t('chart.today')}
        </Button>
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t('chart.on')}
          title={t('chart.on')}
          onClick={() => change({ from: addDays(shown, step) })}
        >
          <IconChevronRight size={20} className="flip-rtl" aria-hidden />
        </ActionIcon>
        <CivilDateInput
          size="md"
          w={phone ? 168 : 160}
          value={shown}
          onChange={(date) => date && change({ from: date })}
          aria-label={t('chart.jump')}
        />
      </Group>
      <Group gap="sm">
        {!phone && (
          <>
            <SegmentedControl
              size="md"
              aria-label={t('chart.zoom')}
              value={String(days)}
              onChange={(value) => change({ days: Number(value) })}
              data={ZOOMS.map((zoom) => ({ value: String(zoom), label: t('chart.days', { count: zoom }) }))}
            />
            <SegmentedControl
              size="md"
              aria-label={t('chart.group')}
              value={group}
              onChange={(value) => change({ group: value })}
              data={[
                { value: 'type', label: t('chart.by_type') },
                { value: 'floor', label: t('chart.by_floor') },
              ]}
            />
          </>
        )}
        <SearchInput
          value={q}
          onChange={(words) => change({ q: words || undefined })}
          label={t('chart.search')}
          clearLabel={t('chart.clear')}
          width={220}
        />
      </Group>
    </Group>
  );
}
