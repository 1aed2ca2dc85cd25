/** The choices of a select: constants with their words, or the rows of another list. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useOutlet } from '../outlet.tsx';
import type { Options, Row } from './entity.ts';

export interface Choice {
  value: string;
  label: string;
}

/** The words of a constant such as `HOTEL`; an unknown one shows itself. */
export function useChoiceText() {
  const { t } = useTranslation('choices');
  return (value: unknown) => t(String(value), { defaultValue: String(value) });
}

export function useOptions(options: Options | undefined): Choice[] {
  const text = useChoiceText();
  const { outlet } = useOutlet();
  const listed = options && 'path' in options ? options : null;
  const query = { limit: 200, ...(listed?.of_outlet ? { outlet_id: outlet?.id } : {}) };
  const { data } = useQuery({
    queryKey: [listed?.path ?? 'none', 'options', query],
    queryFn: ({ signal }) => api.list<Row>(listed!.path, query, signal),
    enabled: listed !== null,
    staleTime: 60_000,
  });
  if (options && 'values' in options)
    return options.values.map((value) => ({ value, label: (options.text ?? text)(value) }));
  return (data?.data ?? []).map((row) => ({
    value: row.id,
    label: listed?.label?.(row) ?? String(row.name ?? row.code ?? row.id),
  }));
}
