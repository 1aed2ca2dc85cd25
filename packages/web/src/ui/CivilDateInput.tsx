import '@mantine/dates/styles.css';
import 'dayjs/locale/ar';
import 'dayjs/locale/es';
import 'dayjs/locale/hi';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useTranslation } from 'react-i18next';

dayjs.extend(customParseFormat);

const SHOWN = 'D MMM YYYY';
const TYPED = ['YYYY-MM-DD', SHOWN, 'D MMMM YYYY', 'D/M/YYYY', 'D.M.YYYY', 'D/M', 'D.M', 'D MMM'];

/** What somebody typed as a civil date: `2026-11-27`, `27/11`, `27.11.2026`, `27 Nov`. */
function parse(text: string, language: string): string | null {
  for (const format of TYPED) {
    const day = dayjs(text.trim(), format, language, true);
    if (day.isValid()) return day.format('YYYY-MM-DD');
  }
  return null;
}

type CivilDateInputProps = Omit<DateInputProps, 'value' | 'onChange'> & {
  value: string | null;
  onChange: (value: string | null) => void;
};

/** A civil date to type or to pick, in the reader's language. The value is `YYYY-MM-DD`. */
export function CivilDateInput(props: CivilDateInputProps) {
  const { i18n } = useTranslation();
  // A phone's keyboard would cover the calendar, and picking is faster there.
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <DateInput
      valueFormat={SHOWN}
      locale={i18n.language}
      firstDayOfWeek={1}
      dateParser={(text) => parse(text, i18n.language)}
      leftSection={<IconCalendar size={18} stroke={1.6} aria-hidden />}
      leftSectionPointerEvents="none"
      inputMode={phone ? 'none' : 'text'}
      popoverProps={{ withinPortal: true, shadow: 'md' }}
      {...props}
    />
  );
}
