import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../outlet.tsx';
import { OUTLET_ICONS } from './outletIcons.ts';

/** Which venue the screens show. */
export default function OutletSwitcher() {
  const { t } = useTranslation();
  const { outlet, outlets, choose } = useOutlet();
  if (!outlet) return null;
  const Glyph = OUTLET_ICONS[outlet.kind];
  return (
    <Select
      aria-label={t('outlet.choose')}
      data={outlets.map(({ id, name }) => ({ value: id, label: name }))}
      value={outlet.id}
      onChange={(id) => id && choose(id)}
      leftSection={<Glyph size={18} aria-hidden />}
      searchable={outlets.length > 8}
      nothingFoundMessage={t('search.nothing')}
      allowDeselect={false}
      size="sm"
      w={{ base: 150, xs: 200, md: 240 }}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  );
}
