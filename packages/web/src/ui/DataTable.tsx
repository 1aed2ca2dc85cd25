import { Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { columnVisibilityFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useMemo, type ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface DataColumn<T> {
  /** The field, also the sort key. */
  name: string;
  header: string;
  cell: (row: T) => ReactNode;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** Left out on phones. */
  minor?: boolean;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** `name` or `-name`, as the API takes it. */
  sort?: string;
  onSort?: (sort: string) => void;
  onRow?: (row: T) => void;
  hidden?: readonly string[];
  loading?: boolean;
  /** What shows instead of rows when there are none. */
  empty?: ReactNode;
}

const features = tableFeatures({ columnVisibilityFeature });
type Features = typeof features;
interface Meta {
  align?: 'start' | 'end';
  minor?: boolean;
  sortable?: boolean;
}

/** A table of rows that the server sorted and filtered; it only shows them and says what was clicked. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, hidden, onRow, loading, empty, label, sort, onSort } = props;
  const defs = useMemo(() => columns.map(toDefinition), [columns]);
  const columnVisibility = useMemo(() => Object.fromEntries((hidden ?? []).map((name) => [name, false])), [hidden]);
  const table = useTable({ features, columns: defs, data: rows as T[], getRowId: rowKey, state: { columnVisibility } });
  if (!loading && rows.length === 0 && empty) return empty;
  return (
    <Table.ScrollContainer minWidth={0} type="native" className={classes.frame}>
      <Table highlightOnHover={Boolean(onRow)} verticalSpacing="sm" horizontalSpacing="md" aria-label={label}>
        <Table.Thead className={classes.head}>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map(({ id, column: { columnDef } }) => (
                <Head
                  key={id}
                  name={id}
                  words={String(columnDef.header)}
                  meta={columnDef.meta as Meta}
                  sort={sort}
                  onSort={onSort}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {loading && rows.length === 0 && <Waiting columns={table.getVisibleLeafColumns().length} />}
          {table.getRowModel().rows.map((row) => (
            <Table.Tr
              key={row.id}
              className={onRow && classes.pressable}
              tabIndex={onRow ? 0 : undefined}
              onClick={() => onRow?.(row.original)}
              onKeyDown={(event) =>
                event.key === 'Enter' && event.target === event.currentTarget && onRow?.(row.original)
              }
            >
              {row.getVisibleCells().map((cell) => (
                <Table.Td key={cell.id} {...placed(cell.column.columnDef.meta as Meta)}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function toDefinition<T extends object>({
  name,
  header,
  cell,
  align,
  minor,
  sortable,
}: DataColumn<T>): ColumnDef<Features, T> {
  return { id: name, header, cell: ({ row }) => cell(row.original as T), meta: { align, minor, sortable } as never };
}

const placed = ({ align, minor }: Meta) => ({ 'data-align': align, 'data-minor': minor || undefined });

interface HeadProps {
  name: string;
  words: string;
  meta: Meta;
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
}

function Head({ name, words, meta, sort, onSort }: HeadProps) {
  if (!onSort || !meta.sortable) return <Table.Th {...placed(meta)}>{words}</Table.Th>;
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';
  const Glyph = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[direction];
  return (
    <Table.Th {...placed(meta)} aria-sort={direction}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(direction === 'ascending' ? `-${name}` : name)}>
        {words}
        <Glyph size={14} aria-hidden opacity={direction === 'none' ? 0.35 : 1} />
      </UnstyledButton>
    </Table.Th>
  );
}

function Waiting({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, line) => (
    <Table.Tr key={line}>
      {Array.from({ length: columns }, (_, column) => (
        <Table.Td key={column}>
          <Skeleton height={14} radius="sm" />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}
