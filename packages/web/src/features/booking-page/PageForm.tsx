import { BOOKING_PAGE_LANGUAGES, type BookingPage } from '@hostelry/contracts/booking-page';
import {
  Button,
  Card,
  ColorInput,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { pageQuery } from './queries.ts';

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language' });

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function initial(hotel: Hotel, page: BookingPage | null) {
  return {
    slug: page?.slug ?? slugOf(hotel.name),
    is_enabled: page?.is_enabled ?? false,
    headline: page?.headline ?? '',
    intro: page?.intro ?? '',
    policies: page?.policies ?? '',
    check_in_from: page?.check_in_from ?? '15:00',
    check_out_until: page?.check_out_until ?? '11:00',
    contact_email: page?.contact_email ?? '',
    contact_phone: page?.contact_phone ?? '',
    accent_colour: page?.accent_colour ?? '#0f5f5c',
    embed_origins: page?.embed_origins ?? [],
    languages: page?.languages ?? ['en'],
    takes_pay_at_hotel: page?.takes_pay_at_hotel ?? true,
    takes_cards: page?.takes_cards ?? true,
    prepay_percent: (page?.prepay_bp ?? 10_000) / 100,
    free_cancel_days: page?.free_cancel_days ?? 1,
    late_cancel_percent: (page?.late_cancel_bp ?? 10_000) / 100,
  };
}

/** What the hotel decides about its page. */
export function PageForm({ hotel, page }: { hotel: Hotel; page: BookingPage | null }) {
  const { t } = useTranslation('booking_page');
  const client = useQueryClient();
  const form = useForm({ initialValues: initial(hotel, page) });
  const save = useMutation({
    mutationFn: ({
      prepay_percent,
      late_cancel_percent,
      contact_email,
      contact_phone,
      ...values
    }: typeof form.values) =>
      api.put<BookingPage>(`booking-pages/${hotel.id}`, {
        ...values,
        contact_email: contact_email || null,
        contact_phone: contact_phone || null,
        prepay_bp: Math.round(prepay_percent * 100),
        late_cancel_bp: Math.round(late_cancel_percent * 100),
        ...(page ? { version: page.version } : {}),
      }),
    onSuccess: (saved) => {
      client.setQueryData(pageQuery(hotel.id).queryKey, saved);
      notifications.show({ color: 'green', message: t('saved') });
    },
    onError: (error) => {
      if (error instanceof ApiError) for (const { field, message } of error.fields) form.setFieldError(field, message);
    },
  });
  const text = (name: keyof typeof form.values) => ({
    label: t(`fields.${name}`),
    size: 'md',
    ...form.getInputProps(name),
  });
  const onOff = (name: 'is_enabled' | 'takes_cards' | 'takes_pay_at_hotel') => (
    <Switch size="md" label={t(`fields.${name}`)} {...form.getInputProps(name, { type: 'checkbox' })} />
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <Card withBorder>
          <Stack>
            {onOff('is_enabled')}
            <TextInput {...text('slug')} description={`${location.origin}/g/…`} required dir="ltr" />
            <TextInput {...text('headline')} maxLength={120} />
            <Textarea {...text('intro')} autosize minRows={2} maxLength={1_000} />
            <Textarea {...text('policies')} autosize minRows={3} maxLength={4_000} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput {...text('contact_email')} type="email" />
              <TextInput {...text('contact_phone')} type="tel" dir="ltr" />
              <TextInput {...text('check_in_from')} type="time" />
              <TextInput {...text('check_out_until')} type="time" />
              <MultiSelect
                {...text('languages')}
                data={BOOKING_PAGE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES.of(value) ?? value }))}
              />
              <ColorInput {...text('accent_colour')} format="hex" />
            </SimpleGrid>
          </Stack>
        </Card>
        <Card withBorder>
          <Title order={2} size="h4" mb="sm">
            {t('paying')}
          </Title>
          <Stack>
            {onOff('takes_pay_at_hotel')}
            {onOff('takes_cards')}
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <NumberInput
                {...text('prepay_percent')}
                min={1}
                max={100}
                suffix=" %"
                disabled={!form.values.takes_cards}
              />
              <NumberInput {...text('free_cancel_days')} min={0} max={365} />
              <NumberInput {...text('late_cancel_percent')} min={0} max={100} suffix=" %" />
            </SimpleGrid>
          </Stack>
        </Card>
        <Card withBorder>
          <TagsInput
            {...text('embed_origins')}
            description={t('embed.origins')}
            placeholder="https://www.hotel.example"
            dir="ltr"
          />
        </Card>
        {save.error && <ErrorState error={save.error} />}
        <Group>
          <Button type="submit" size="md" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
