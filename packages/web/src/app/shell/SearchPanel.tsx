import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useOutlet } from '../outlet.tsx';
import type { Found } from '../feature.ts';
import { navigationOf, searchSources } from '../registry.ts';
import type { SessionUser } from '../session.ts';
import { OUTLET_ICONS } from './outletIcons.ts';

const PER_SOURCE = 5;

/** Finds screens and outlets at once, and things in every list that the person may read. */
export default function SearchPanel({ user, wanted }: { user: SessionUser; wanted: number }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 180);
  useEffect(() => spotlight.open(), [wanted]);
  const near = useNearActions(user, query);
  const found = useFoundActions(user, asked);
  const actions: SpotlightActionGroupData[] = [...near, ...found.groups].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      shortcut={null}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      filter={(_, all) => all}
      nothingFound={t(found.searching ? 'search.searching' : 'search.nothing')}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('search.placeholder'),
        'aria-label': t('search.open'),
      }}
      scrollable
      maxHeight="min(60vh, 520px)"
      highlightQuery
    />
  );
}

const contains = (text: string, query: string) => text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());

function useNearActions(user: SessionUser, query: string): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { outlets, choose, venueFor } = useOutlet();
  const screens = navigationOf(user).map((screen): SpotlightActionData => ({
    id: screen.path,
    label: t(screen.title),
    description: t(`groups.${screen.group}`),
    leftSection: <screen.icon size={22} stroke={1.6} aria-hidden />,
    onClick: () => {
      const venue = venueFor(screen.serves);
      void navigate({ to: screen.path, search: (venue ? { outlet: venue } : {}) as never });
    },
  }));
  const venues = outlets.map((outlet): SpotlightActionData => {
    const Glyph = OUTLET_ICONS[outlet.kind];
    return {
      id: outlet.id,
      label: outlet.name,
      description: outlet.city ?? '',
      leftSection: <Glyph size={22} stroke={1.6} aria-hidden />,
      onClick: () => choose(outlet.id),
    };
  });
  const fitting = (all: SpotlightActionData[]) => all.filter(({ label }) => contains(label ?? '', query));
  return [
    { group: t('search.screens'), actions: fitting(screens) },
    { group: t('search.outlets'), actions: fitting(venues) },
  ];
}

function useFoundActions(user: SessionUser, asked: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sources = searchSources.filter(({ permission }) => user.permissions.includes(permission));
  const answers = useQueries({
    queries: sources.map(({ path }) => ({
      queryKey: [path, 'search', asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.list<Found>(path, { q: asked, limit: PER_SOURCE }, signal),
      enabled: asked.length >= 2,
    })),
  });
  const groups = sources.map((source, index): SpotlightActionGroupData => ({
    group: t(source.title),
    actions: (asked.length >= 2 ? (answers[index]?.data?.data ?? []) : []).map((row, line) => ({
      id: `${source.path} ${row.id ?? line}`,
      label: source.label(row),
      description: source.detail?.(row) ?? '',
      leftSection: <source.icon size={22} stroke={1.6} aria-hidden />,
      onClick: () => void navigate({ href: source.to(row) }),
    })),
  }));
  return { groups, searching: answers.some(({ isFetching }) => isFetching) };
}
