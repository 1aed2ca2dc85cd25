import { Button, Checkbox, Collapse, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { BookingValues } from './bookingValues.ts';
import { Choice } from './Choice.tsx';
import { companiesQuery } from './queries.ts';

interface BookingExtrasProps {
  form: UseFormReturnType<BookingValues>;
  outlet_id: string;
}

const OPTION_HOURS = [4, 24, 48, 72, 168, 336];

/** What few bookings need: a company, an option, a time, a note, a restriction overridden. */
export function BookingExtras({ form, outlet_id }: BookingExtrasProps) {
  const { t } = useTranslation('reservations');
  const [shown, { toggle }] = useDisclosure(false);
  const mayCompanies = useMay('guests.read');
  const mayOverride = useMay('reservations.override');
  const { data: companies = [] } = useQuery({ ...companiesQuery(outlet_id), enabled: shown && mayCompanies });
  const Glyph = shown ? IconChevronUp : IconChevronDown;
  return (
    <div>
      <Button
        variant="subtle"
        h={48}
        leftSection={<Glyph size={18} aria-hidden />}
        aria-expanded={shown}
        onClick={toggle}
      >
        {t('form.extras')}
      </Button>
      <Collapse expanded={shown}>
        <Stack gap="sm" pt="xs">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {mayCompanies && (
              <Choice
                searchable
                clearable
                label={t('form.company')}
                data={companies.map(({ id, name }) => ({ value: id, label: name }))}
                value={form.values.company_id}
                onChange={(company_id) => form.setFieldValue('company_id', company_id)}
                error={form.errors.company_id}
              />
            )}
            <Choice
              clearable
              label={t('form.option')}
              placeholder={t('form.option_none')}
              data={OPTION_HOURS.map((count) => ({
                value: String(count),
                label: count < 48 ? t('form.hours', { count }) : t('form.days', { count: count / 24 }),
              }))}
              value={form.values.option_hours === null ? null : String(form.values.option_hours)}
              onChange={(hours) => form.setFieldValue('option_hours', hours ? Number(hours) : null)}
              error={form.errors.option_expires_at}
            />
            <TextInput size="md" type="time" label={t('stay.arrival_time')} {...form.getInputProps('arrival_time')} />
          </SimpleGrid>
          <Textarea label={t('form.notes')} maxLength={2000} autosize minRows={2} {...form.getInputProps('notes')} />
          {mayOverride && (
            <Checkbox
              size="md"
              label={t('override')}
              description={t('override_hint')}
              {...form.getInputProps('override', { type: 'checkbox' })}
            />
          )}
        </Stack>
      </Collapse>
    </div>
  );
}
