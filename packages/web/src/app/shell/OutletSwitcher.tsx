import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../outlet.tsx';
import { OUTLET_ICONS } from './outletIcons.ts';

/** Which venue the screens show. */
export default function OutletSwitcher() {
  const { t } = useTranslation();
  const { outlet, outlets, choose } = useOutlet();
  // On a phone the name needs the room of the icon.
  const phone = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false });
  if (!outlet) return null;
  const Glyph = OUTLET_ICONS[outlet.kind];
  return (
    <Select
      aria-label={t('outlet.choose')}
      data={outlets.map(({ id, name }) => ({ value: id, label: name }))}
      value={outlet.id}
      onChange={(id) => id && choose(id)}
      leftSection={phone ? undefined : <Glyph size={18} aria-hidden />}
      searchable={outlets.length > 8}
      nothingFoundMessage={t('search.nothing')}
      allowDeselect={false}
      size="sm"
      flex="0 1 240px"
      miw={0}
      styles={{ input: { textOverflow: 'ellipsis' } }}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  );
}
