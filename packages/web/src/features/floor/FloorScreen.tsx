import { Group, Loader, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconList, IconMap2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOutlet, type OutletRow } from '../../app/outlet.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { FloorPlan } from './FloorPlan.tsx';
import { NoTables } from './NoTables.tsx';
import { TableList } from './TableList.tsx';
import { TablePanel } from './TablePanel.tsx';
import { countByStatus, LEGEND, type TableView } from './tables.ts';
import { useFloor } from './useFloor.ts';

interface FloorSearch {
  /** The opened table. */
  table?: string;
  /** The storey that shows, where there are several. */
  storey?: string;
}

/** The live floor: who waits where, and everything that can be done about it. */
export default function FloorScreen() {
  const { outlet, loading } = useOutlet();
  if (outlet) return <LiveFloor outlet={outlet} />;
  return loading ? <Loader type="dots" /> : <NoTables />;
}

function LiveFloor({ outlet }: { outlet: OutletRow }) {
  const { t } = useTranslation('floor');
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: ({ table, storey }: FloorSearch) => ({ table, storey }) });
  const set = (change: FloorSearch) =>
    void navigate({ to: '/floor', search: (now: object) => ({ ...now, ...change }) as never, replace: true });
  const phone = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  const [chosen, choose] = useLocalStorage<'plan' | 'list' | null>({
    key: 'hostelry.floor',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const shows = chosen ?? (phone ? 'list' : 'plan');
  const { tables, nodes, floors, flows, loading, error, retry } = useFloor(outlet);

  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (loading) return <Loader type="dots" />;
  if (tables.length === 0) return <NoTables />;
  const floor = floors.find(({ id }) => id === search.storey) ?? floors[0];
  const here = nodes.filter(({ floor_id }) => (floor_id ?? floors[0]?.id) === floor?.id);
  const hereTables = tables.filter(({ node }) => here.includes(node));
  const open = (table: string) => set({ table });
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={outlet.name}
        actions={
          <>
            {floors.length > 1 && (
              <SegmentedControl
                size="md"
                data={floors.map(({ id, name }) => ({ value: id, label: name }))}
                value={floor?.id ?? ''}
                onChange={(storey) => set({ storey })}
                aria-label={t('storey')}
              />
            )}
            <SegmentedControl
              size="md"
              value={shows}
              onChange={(value) => choose(value as 'plan' | 'list')}
              aria-label={t('view')}
              data={[
                { value: 'plan', label: <ViewLabel icon={<IconMap2 size={20} aria-hidden />} words={t('plan')} /> },
                { value: 'list', label: <ViewLabel icon={<IconList size={20} aria-hidden />} words={t('list')} /> },
              ]}
            />
          </>
        }
      />
      <Legend tables={hereTables} />
      {shows === 'plan' ? (
        <FloorPlan
          key={floor?.id}
          floor={floor}
          nodes={here}
          flows={flows}
          tables={hereTables}
          selected={search.table}
          onOpen={open}
        />
      ) : (
        <TableList tables={hereTables} onOpen={open} />
      )}
      <TablePanel view={tables.find(({ node }) => node.id === search.table)} onClose={() => set({ table: '' })} />
    </>
  );
}

function ViewLabel({ icon, words }: { icon: React.ReactNode; words: string }) {
  return (
    <Group h={32} px={6} align="center" title={words}>
      {icon}
      <VisuallyHidden>{words}</VisuallyHidden>
    </Group>
  );
}

/** What the colours mean, and how many tables show each. */
function Legend({ tables }: { tables: TableView[] }) {
  const { t } = useTranslation('floor');
  const counts = countByStatus(tables);
  return (
    <Group gap="md" mb="sm" role="list" aria-label={t('legend')}>
      {LEGEND.map((status) => (
        <Group key={status} gap={6} wrap="nowrap" role="listitem">
          <StatusBadge kind="table" value={status} size="lg" />
          <NumberText value={counts[status]} />
        </Group>
      ))}
    </Group>
  );
}
