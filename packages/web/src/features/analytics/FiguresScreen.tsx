import {
  FIGURE_DIMENSIONS,
  type FigureDimension,
  type FigureRow,
  type FiguresReport,
} from '@hostelry/contracts/figures';
import { Card, Group, Select, SimpleGrid, Skeleton, Switch, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../app/CsvButton.tsx';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { FigureCard } from './FigureCard.tsx';
import { comparedWith, movedBy, type Comparison } from './periods.ts';
import { figuresQuery } from './queries.ts';

interface FiguresSearch {
  from?: string;
  to?: string;
  by?: FigureDimension;
  compare?: Comparison;
  deduct?: boolean;
  paid_only?: boolean;
}

const DAYS = 30;
const COMPARISONS: Comparison[] = ['none', 'before', 'year'];

const percent = (value: number) => (
  <NumberText value={value} options={{ style: 'percent', maximumFractionDigits: 1 }} />
);
const money = (value: number) => <Money minor={value} />;
const days = (value: number) => <NumberText value={value} options={{ maximumFractionDigits: 1 }} />;
const whole = (value: number) => <NumberText value={value} />;

/** The cards, in order: each figure and how it is written. */
const CARDS = [
  ['occupancy', percent],
  ['adr_minor', money],
  ['revpar_minor', money],
  ['room_revenue_minor', money],
  ['rooms_sold', whole],
  ['alos', days],
  ['lead_time_mean', days],
  ['cancellation_rate', percent],
  ['no_show_rate', percent],
] as const;

/** How a hotel did over a period, beside another, day by day and by what its guests came through. */
export default function FiguresScreen() {
  return <HotelOnly>{(hotel) => <HotelFigures hotel={hotel} />}</HotelOnly>;
}

function HotelFigures({ hotel }: { hotel: Hotel }) {
  const { t, i18n } = useTranslation('figures');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as FiguresSearch;
  const set = (change: FiguresSearch) =>
    void navigate({ to: '/figures', search: (now: object) => ({ ...now, ...change }) as never, replace: true });
  const to = search.to ?? hotel.business_date;
  const from = search.from ?? movedBy(to, 1 - DAYS);
  const by = search.by ?? 'room_type';
  const compare = search.compare ?? 'before';
  const settings = {
    outlet_id: hotel.id,
    deduct_out_of_order: search.deduct ?? false,
    include_complimentary: !(search.paid_only ?? false),
  };
  const other = comparedWith({ from, to }, compare);
  const table = useQuery(figuresQuery({ ...settings, from, to, group_by: by }));
  const daily = useQuery(figuresQuery({ ...settings, from, to, group_by: 'day' }));
  const before = useQuery({ ...figuresQuery({ ...settings, ...other, group_by: 'day' }), enabled: other !== null });
  const columns = useColumns(by);
  const error = table.error ?? daily.error ?? before.error;

  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Group mb="md" gap="sm" align="flex-end">
        <CivilDateInput size="md" label={t('from')} value={from} onChange={(date) => date && set({ from: date })} />
        <CivilDateInput size="md" label={t('to')} value={to} onChange={(date) => date && set({ to: date })} />
        <Select
          size="md"
          allowDeselect={false}
          label={t('compare.label')}
          value={compare}
          data={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
          onChange={(value) => set({ compare: value as Comparison })}
        />
        <Switch
          size="md"
          mih={42}
          label={t('deduct')}
          checked={settings.deduct_out_of_order}
          onChange={({ currentTarget }) => set({ deduct: currentTarget.checked })}
        />
        <Switch
          size="md"
          mih={42}
          label={t('paid_only')}
          checked={!settings.include_complimentary}
          onChange={({ currentTarget }) => set({ paid_only: currentTarget.checked })}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void Promise.all([table.refetch(), daily.refetch()])} />}
      {!error && (
        <>
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} mb="md">
            {CARDS.map(([figure, show]) =>
              table.data ? (
                <FigureCard
                  key={figure}
                  label={t(`figure.${figure}`)}
                  definition={
                    i18n.exists(`figures:means.${figure}`) ? t(`means.${figure}`) : table.data.definitions[figure]
                  }
                  value={table.data.total[figure]}
                  before={before.data?.total[figure]}
                  show={show}
                />
              ) : (
                <Skeleton key={figure} h={104} />
              ),
            )}
          </SimpleGrid>
          {daily.data && <Trend daily={daily.data} before={other ? before.data : undefined} />}
          <Group mt="lg" mb="sm" align="flex-end">
            <Title order={2} size="h3">
              {t('by.title')}
            </Title>
            <Select
              size="md"
              allowDeselect={false}
              aria-label={t('by.title')}
              value={by}
              data={FIGURE_DIMENSIONS.filter((value) => value !== 'none').map((value) => ({
                value,
                label: t(`by.${value}`),
              }))}
              onChange={(value) => set({ by: value as FigureDimension })}
            />
            <CsvButton
              path="analytics/hotel"
              query={{ ...settings, from, to, group_by: by }}
              fileName={`figures-${from}-${to}.csv`}
              label={t('csv')}
            />
          </Group>
          <DataTable
            label={t('by.title')}
            columns={columns}
            rows={table.data?.rows ?? []}
            rowKey={({ key }) => key || '–'}
            loading={table.isPending}
            empty={<EmptyState icon={IconChartLine} title={t('empty')} hint={t('empty_hint')} />}
          />
        </>
      )}
    </>
  );
}

/** Occupancy day by day, with the compared period under it. */
function Trend({ daily, before }: { daily: FiguresReport; before: FiguresReport | undefined }) {
  const { t, i18n } = useTranslation('figures');
  const format = (value: number) =>
    new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  const occupancyOf = ({ rows }: FiguresReport) => rows.map(({ occupancy }) => occupancy);
  const lines = [
    { label: t('this_period'), values: occupancyOf(daily) },
    ...(before && before.rows.length === daily.rows.length
      ? [{ label: t('compared'), values: occupancyOf(before), dashed: true }]
      : []),
  ];
  if (daily.rows.length < 2) return null;
  return (
    <Card withBorder padding="md">
      <Title order={2} size="h4" mb="xs">
        {t('trend')}
      </Title>
      <TrendChart
        label={t('trend')}
        lines={lines}
        format={format}
        ends={[
          <DateText key="from" value={daily.rows[0]!.key} />,
          <DateText key="to" value={daily.rows[daily.rows.length - 1]!.key} />,
        ]}
      />
    </Card>
  );
}

function useColumns(by: FigureDimension): DataColumn<FigureRow>[] {
  const { t } = useTranslation('figures');
  return useMemo(() => {
    const column = (
      name: Exclude<keyof FigureRow, 'key'>,
      show: (value: number) => ReactNode,
      minor = false,
    ): DataColumn<FigureRow> => ({
      name,
      header: t(`figure.${name}`),
      align: 'end',
      minor,
      cell: (row) => (row[name] === null ? '–' : show(row[name])),
    });
    return [
      {
        name: 'key',
        header: t(`by.${by}`),
        cell: ({ key }) => (key === '' ? t('by.unknown') : by === 'day' ? <DateText value={key} /> : <bdi>{key}</bdi>),
      },
      column('rooms_sold', whole, true),
      column('occupancy', percent),
      column('adr_minor', money),
      column('revpar_minor', money, true),
      column('room_revenue_minor', money, true),
      column('bookings', whole, true),
      column('alos', days, true),
      column('lead_time_mean', days, true),
      column('cancellation_rate', percent, true),
      column('no_show_rate', percent, true),
    ];
  }, [t, by]);
}
