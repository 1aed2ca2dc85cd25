import { Alert, Group, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconMail, IconPhone, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { BookingValues } from './bookingValues.ts';
import { blacklistQuery } from './queries.ts';

interface GuestFieldsProps {
  form: UseFormReturnType<BookingValues>;
  outlet_id: string;
}

/** Who it is for; a guest whom the house does not want back is named before anything is booked. */
export function GuestFields({ form, outlet_id }: GuestFieldsProps) {
  const { t } = useTranslation('reservations');
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        autoFocus
        size="md"
        withAsterisk
        label={t('form.name')}
        placeholder={t('form.name_placeholder')}
        autoComplete="off"
        leftSection={<IconUser size={18} aria-hidden />}
        {...form.getInputProps('name')}
      />
      <Group grow gap="sm" align="flex-start">
        <TextInput
          size="md"
          type="email"
          label={t('form.email')}
          autoComplete="off"
          leftSection={<IconMail size={18} aria-hidden />}
          {...form.getInputProps('email')}
        />
        <TextInput
          size="md"
          type="tel"
          label={t('form.phone')}
          autoComplete="off"
          leftSection={<IconPhone size={18} aria-hidden />}
          {...form.getInputProps('phone')}
        />
      </Group>
      <Blacklisted outlet_id={outlet_id} name={form.values.name} email={form.values.email} />
    </Stack>
  );
}

const FEWEST_LETTERS = 3;

function Blacklisted({ outlet_id, name, email }: { outlet_id: string; name: string; email: string }) {
  const { t } = useTranslation('reservations');
  const may = useMay('guests.read');
  const [typed] = useDebouncedValue(name.trim(), 300);
  const { data: unwanted = [] } = useQuery({
    ...blacklistQuery(outlet_id, typed),
    enabled: may && typed.length >= FEWEST_LETTERS,
  });
  const same = (one: string | null, other: string) => one?.toLowerCase() === other.trim().toLowerCase();
  const guest = unwanted.find((one) => same(one.name, name) || (email.trim() !== '' && same(one.email, email)));
  if (!guest) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {t('form.blacklisted', { name: guest.name })}
    </Alert>
  );
}
