import type { PublicHotel, PublicNight } from '@hostelry/contracts/booking-page';
import { ActionIcon, Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../ui/Dates.tsx';
import { usePlace } from '../ui/place.ts';
import { useAddress } from './address.ts';
import classes from './Dates.module.css';
import { Refusal } from './Frame.tsx';
import { useAsked } from './server.ts';

const monthAfter = (month: string, step: number) => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
};

/** When, and who: a calendar that shows what each night costs at least. */
export function Dates({ hotel }: { hotel: PublicHotel }) {
  const { t } = useTranslation();
  const [address, go] = useAddress();
  const [from, to] = [address.get('from'), address.get('to')];
  const [party, setParty] = useState({
    adults: Number(address.get('adults') ?? 2),
    children: Number(address.get('children') ?? 0),
    rooms: Number(address.get('rooms') ?? 1),
  });
  const choose = (date: string) => (!from || to || date <= from ? go({ from: date, to: null }) : go({ to: date }));
  return (
    <Stack>
      <Calendar hotel={hotel} adults={party.adults} from={from} to={to} onChoose={choose} />
      <Text role="status">
        {!from ? (
          t('dates.choose_arrival')
        ) : !to ? (
          t('dates.choose_departure')
        ) : (
          <>
            <DateText value={from} /> – <DateText value={to} />
          </>
        )}
      </Text>
      <SimpleGrid cols={3} spacing="sm">
        {(['adults', 'children', 'rooms'] as const).map((name) => (
          <NativeSelect
            key={name}
            label={t(`party.${name}`)}
            value={party[name]}
            data={Array.from({ length: name === 'rooms' ? 5 : name === 'children' ? 9 : 10 }, (_, count) =>
              String(name === 'children' ? count : count + 1),
            )}
            onChange={({ currentTarget }) => setParty({ ...party, [name]: Number(currentTarget.value) })}
            size="md"
          />
        ))}
      </SimpleGrid>
      <Button size="lg" disabled={!from || !to} onClick={() => go({ ...party, search: 1 })}>
        {t('dates.search')}
      </Button>
    </Stack>
  );
}

interface CalendarProps {
  hotel: PublicHotel;
  adults: number;
  from: string | null;
  to: string | null;
  onChoose: (date: string) => void;
}

export function Calendar({ hotel, adults, from, to, onChoose }: CalendarProps) {
  const { t } = useTranslation();
  const { locale } = usePlace();
  const [month, setMonth] = useState((from ?? hotel.business_date).slice(0, 7));
  const { data: nights, error } = useAsked<PublicNight[]>(
    `public/hotels/${hotel.slug}/availability?month=${month}&adults=${adults}`,
  );
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const length = Number(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate());
  const days = Array.from({ length }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`);
  const known = new Map(nights?.map((night) => [night.date, night]));
  const choosingEnd = from !== null && to === null;
  const monday = (day: number) => new Date(Date.UTC(2024, 0, 1 + day));
  return (
    <Paper withBorder p={{ base: 'xs', xs: 'md' }}>
      <Group justify="space-between" mb="xs">
        <ActionIcon
          size={48}
          variant="subtle"
          aria-label={t('dates.earlier')}
          disabled={month <= hotel.business_date.slice(0, 7)}
          onClick={() => setMonth(monthAfter(month, -1))}
        >
          <IconChevronLeft className={classes.turns} aria-hidden />
        </ActionIcon>
        <Title order={2}>
          {new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(first)}
        </Title>
        <ActionIcon
          size={48}
          variant="subtle"
          aria-label={t('dates.later')}
          onClick={() => setMonth(monthAfter(month, 1))}
        >
          <IconChevronRight className={classes.turns} aria-hidden />
        </ActionIcon>
      </Group>
      {error && <Refusal error={error} />}
      <div className={classes.grid}>
        {Array.from({ length: 7 }, (_, day) => (
          <Text key={day} fz="xs" c="dimmed" ta="center" aria-hidden>
            {new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(monday(day))}
          </Text>
        ))}
        {days.map((date, index) => (
          <Day
            key={date}
            night={known.get(date) ?? { date, is_available: false, from_minor: null }}
            currency={hotel.currency}
            column={index === 0 ? before + 1 : undefined}
            mark={date === from || date === to ? 'end' : from && to && date > from && date < to ? 'between' : undefined}
            // On the day of departure nobody sleeps, so it may be full.
            disabled={date < hotel.business_date || (!known.get(date)?.is_available && !(choosingEnd && date > from))}
            onChoose={onChoose}
          />
        ))}
      </div>
      <Text fz="xs" c="dimmed" mt="xs">
        {t('dates.prices_from')}
      </Text>
    </Paper>
  );
}

interface DayProps {
  night: PublicNight;
  currency: string;
  column: number | undefined;
  mark: 'end' | 'between' | undefined;
  disabled: boolean;
  onChoose: (date: string) => void;
}

function Day({ night, currency, column, mark, disabled, onChoose }: DayProps) {
  const { t } = useTranslation();
  const { locale } = usePlace();
  const day = new Date(`${night.date}T00:00:00Z`);
  const spoken = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(day);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
    notation: 'compact',
  });
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const price = night.from_minor === null ? null : format.format(night.from_minor / 10 ** digits);
  return (
    <button
      type="button"
      className={classes.day}
      style={column ? { gridColumnStart: column } : undefined}
      data-mark={mark}
      data-date={night.date}
      disabled={disabled}
      aria-pressed={mark === 'end'}
      aria-label={[spoken, night.is_available ? price && t('dates.from', { price }) : t('dates.full')]
        .filter(Boolean)
        .join(', ')}
      onClick={() => onChoose(night.date)}
    >
      <span>{new Intl.NumberFormat(locale).format(day.getUTCDate())}</span>
      <small>{night.is_available ? price : '–'}</small>
    </button>
  );
}
