import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface TrendLine {
  label: string;
  /** One value for each point; null where there is none. */
  values: readonly (number | null)[];
  dashed?: boolean;
}

interface TrendChartProps {
  /** What the chart shows, for those who do not see it; the table below it has the values. */
  label: string;
  lines: readonly TrendLine[];
  /** Shown under the first and the last point. */
  ends: readonly [ReactNode, ReactNode];
  format: (value: number) => string;
}

const HEIGHT = 180;
const WIDTH = 1000;

/** A few lines over the same days, drawn to the width there is. Small enough to need no chart library. */
export function TrendChart({ label, lines, ends, format }: TrendChartProps) {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const top = Math.max(0, ...values) || 1;
  return (
    <Box component="figure" m={0}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="xs" c="dimmed">
          <bdi>{format(top)}</bdi>
        </Text>
        <Group gap="md">
          {lines.map(({ label: name, dashed }) => (
            <Group key={name} gap={6}>
              <svg width="24" height="8" aria-hidden>
                <line x1="0" y1="4" x2="24" y2="4" {...strokeOf(dashed)} />
              </svg>
              <Text size="xs">{name}</Text>
            </Group>
          ))}
        </Group>
      </Group>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        style={{ display: 'block' }}
      >
        {[0, 0.5, 1].map((part) => (
          <line
            key={part}
            x1="0"
            x2={WIDTH}
            y1={HEIGHT * part}
            y2={HEIGHT * part}
            stroke="var(--mantine-color-default-border)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {lines.map((line) => (
          <path key={line.label} d={pathOf(line.values, top)} fill="none" {...strokeOf(line.dashed)} />
        ))}
      </svg>
      <Group justify="space-between" mt={4} c="dimmed" fz="xs">
        {ends[0]}
        {ends[1]}
      </Group>
    </Box>
  );
}

const strokeOf = (dashed: boolean | undefined) => ({
  stroke: dashed ? 'var(--mantine-color-dimmed)' : 'var(--mantine-primary-color-filled)',
  strokeWidth: dashed ? 2 : 2.5,
  strokeDasharray: dashed ? '5 5' : undefined,
  strokeLinejoin: 'round' as const,
  vectorEffect: 'non-scaling-stroke' as const,
});

function pathOf(values: TrendLine['values'], top: number) {
  const step = WIDTH / Math.max(1, values.length - 1);
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const point = `${pen}${(index * step).toFixed(1)} ${(HEIGHT - (Math.max(0, value) / top) * (HEIGHT - 4) - 2).toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}
