/** Why the house refused, in the words of the desk: the rule and the night that stood in the way. */
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../app/api.ts';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { usePlace } from '../../ui/place.ts';

export function useRefusal() {
  const { t, i18n } = useTranslation('desk');
  const { locale } = usePlace();
  const text = useErrorText();
  return (error: unknown): string => {
    const words = text(error);
    if (!(error instanceof ApiError)) return words;
    const { date, rule, kind } = error.details;
    const because =
      typeof rule === 'string' && i18n.exists(`desk:refused.rule.${rule}`)
        ? t(`refused.rule.${rule}` as never)
        : kind === 'OUT_OF_ORDER'
          ? t('refused.out_of_order')
          : null;
    const night =
      typeof date === 'string' &&
      t('refused.night', {
        day: new Intl.DateTimeFormat(locale, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        }).format(new Date(date)),
      });
    return [words, because, night].filter(Boolean).join(' ');
  };
}
