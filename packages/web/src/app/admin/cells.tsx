import { Badge, Code, Group, Text } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText, TimeText } from '../../ui/Dates.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { StatusKind } from '../../ui/status.ts';
import type { AdminColumn, Row } from './entity.ts';
import { useChoiceText } from './options.ts';

const absent = (
  <Text component="span" c="dimmed">
    —
  </Text>
);

/** One value of a row, shown the way its column says. */
export function Cell({ column, row }: { column: AdminColumn; row: Row }): ReactNode {
  const value = row[column.name];
  if (column.render) return column.render(row);
  if (value === null || value === undefined || value === '') return absent;
  const as = column.as ?? 'text';
  if (as.startsWith('status:')) return <StatusBadge kind={as.slice(7) as StatusKind} value={String(value)} />;
  switch (as) {
    case 'number':
      return <NumberText value={Number(value)} />;
    case 'basis_points':
      return <NumberText value={Number(value) / 10_000} options={{ style: 'percent', maximumFractionDigits: 2 }} />;
    case 'money':
      return <Money minor={Number(value)} />;
    case 'date':
      return <DateText value={String(value)} />;
    case 'time':
      return <TimeText value={String(value)} />;
    case 'code':
      return (
        <Code>
          <bdi>{String(value)}</bdi>
        </Code>
      );
    case 'active':
      return <StatusBadge kind="active" value={value ? 'ACTIVE' : 'INACTIVE'} />;
    case 'availability':
      return <StatusBadge kind="availability" value={value ? 'AVAILABLE' : 'UNAVAILABLE'} />;
    case 'online':
      return <StatusBadge kind="connection" value={value ? 'ONLINE' : 'OFFLINE'} />;
    case 'flag':
      return <StatusBadge kind="flag" value={value ? 'ON' : 'OFF'} />;
    case 'yes_no':
      return <YesNo value={Boolean(value)} />;
    case 'choice':
      return <ChoiceText value={value} />;
    case 'roles':
      return <Tags values={value as string[]} prefix="roles" />;
    case 'list':
      return <Tags values={value as string[]} />;
    default:
      return <bdi>{String(value)}</bdi>;
  }
}

function ChoiceText({ value }: { value: unknown }) {
  return useChoiceText()(value);
}

function YesNo({ value }: { value: boolean }) {
  const { t } = useTranslation();
  const Glyph = value ? IconCheck : IconMinus;
  return (
    <Group gap={4} wrap="nowrap">
      <Glyph size={16} aria-hidden />
      {t(value ? 'yes' : 'no')}
    </Group>
  );
}

const MOST_TAGS = 3;

function Tags({ values, prefix }: { values: string[]; prefix?: string }) {
  const { t } = useTranslation();
  if (values.length === 0) return absent;
  return (
    <Group gap={4}>
      {values.slice(0, MOST_TAGS).map((value) => (
        <Badge key={value} variant="default" miw="max-content" tt="none" fw={500}>
          {prefix ? t(`${prefix}.${value}`) : value}
        </Badge>
      ))}
      {values.length > MOST_TAGS && (
        <Badge variant="transparent" color="gray" tt="none">
          <bdi>+{values.length - MOST_TAGS}</bdi>
        </Badge>
      )}
    </Group>
  );
}
