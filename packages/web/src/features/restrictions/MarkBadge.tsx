import type { RestrictionRule } from '@hostelry/contracts/restrictions';
import {
  IconArrowBarToDown,
  IconBan,
  IconCalendarTime,
  IconLockOpen,
  IconLogin,
  IconLogout,
  IconMoon,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Mark } from './marks.ts';
import classes from './RestrictionsScreen.module.css';

const ICONS: Readonly<Record<RestrictionRule, Icon>> = {
  STOP_SELL: IconBan,
  CLOSED_TO_ARRIVAL: IconLogin,
  CLOSED_TO_DEPARTURE: IconLogout,
  MIN_STAY_ARRIVAL: IconArrowBarToDown,
  MAX_STAY_ARRIVAL: IconArrowBarToDown,
  MIN_STAY_THROUGH: IconMoon,
  MAX_STAY_THROUGH: IconMoon,
  MIN_ADVANCE: IconCalendarTime,
  MAX_ADVANCE: IconCalendarTime,
};

/** One restriction in a cell: icon and a few signs; faint where it comes from a broader level. */
export function MarkBadge({ mark }: { mark: Mark }) {
  const { t } = useTranslation('restrictions');
  const Glyph = mark.value === 0 ? IconLockOpen : ICONS[mark.rule];
  return (
    <span
      className={classes.mark}
      data-rule={mark.value === 0 ? 'LIFTED' : mark.rule}
      data-own={mark.own || undefined}
      title={markWords(t, mark)}
    >
      <Glyph size={12} stroke={2.2} aria-hidden />
      {mark.value === 0 ? t(`short.LIFTED`) : t(`short.${mark.rule}`, { count: mark.value })}
    </span>
  );
}

/** The restriction in words, for a title and for screen readers. */
export function markWords(t: ReturnType<typeof useTranslation<'restrictions'>>['t'], mark: Mark): string {
  const rule = t(`rules.${mark.rule}`);
  if (mark.value === 0) return t('lifted', { rule });
  return t(`says.${mark.rule}`, { count: mark.value });
}
