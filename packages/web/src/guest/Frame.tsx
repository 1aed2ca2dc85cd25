import { Alert, Anchor, Box, Container, Group, Loader, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, LANGUAGES, type Language } from './language.ts';
import type { ApiError } from './server.ts';

interface HotelHead {
  name: string;
  address?: string | null;
  city: string | null;
  contact_email: string | null;
  contact_phone: string | null;
  accent_colour: string | null;
  languages: readonly string[];
}

/** What is around every step: whose page it is, in which language, and whom to ask. */
export function Frame({ hotel, children }: { hotel: HotelHead; children: ReactNode }) {
  const { t } = useTranslation();
  const offered = Object.entries(LANGUAGES).filter(([code]) => hotel.languages.includes(code));
  return (
    <Box mih="100dvh">
      <Box component="header" style={{ background: hotel.accent_colour ?? '#0f5f5c', color: '#fff' }}>
        <Container size="sm" py="sm">
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <div style={{ minInlineSize: 0 }}>
              <Text fw={650} fz="lg" truncate>
                {hotel.name}
              </Text>
              <Text fz="sm" truncate opacity={0.9} dir="auto">
                {[hotel.address, hotel.city].filter(Boolean).join(', ')}
              </Text>
            </div>
            {offered.length > 1 && (
              <NativeSelect
                aria-label={t('language')}
                value={currentLanguage()}
                onChange={({ currentTarget }) => void changeLanguage(currentTarget.value as Language)}
                data={offered.map(([value, { name }]) => ({ value, label: name }))}
                w={128}
                style={{ flexShrink: 0 }}
              />
            )}
          </Group>
        </Container>
      </Box>
      <Container size="sm" component="main" py="md">
        {children}
      </Container>
      <Container size="sm" component="footer" pb="xl">
        <Stack gap={4} c="dimmed" fz="sm">
          {(hotel.contact_phone || hotel.contact_email) && <Text fz="sm">{t('questions')}</Text>}
          {hotel.contact_phone && (
            <Anchor href={`tel:${hotel.contact_phone.replace(/ /g, '')}`} fz="sm">
              <bdi dir="ltr">{hotel.contact_phone}</bdi>
            </Anchor>
          )}
          {hotel.contact_email && (
            <Anchor href={`mailto:${hotel.contact_email}`} fz="sm">
              {hotel.contact_email}
            </Anchor>
          )}
        </Stack>
      </Container>
    </Box>
  );
}

/** Something is being read. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <Group justify="center" py="xl" role="status">
      <Loader aria-label={t('waiting')} />
    </Group>
  );
}

/** Why something did not work, in the guest’s words where we have them, and the number to tell the hotel. */
export function Refusal({ error }: { error: ApiError }) {
  const { t } = useTranslation();
  const rule = String(error.details.rule ?? '');
  const words = t([`refusals.${error.code}_${rule}`, `refusals.${error.code}`, 'refusals.other'], {
    message: error.message,
    ...(error.details as Record<string, string>),
  });
  const fields = error.fields.map(({ field, message }) => `${field.split('.').at(-1)} ${message}`);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert" title={words}>
      {error.code === 'BAD_INPUT' && fields.length > 0 && <Text fz="sm">{fields.join('; ')}</Text>}
      {error.status >= 500 && error.request_id && (
        <Text fz="xs" c="dimmed">
          {t('request', { id: error.request_id })}
        </Text>
      )}
    </Alert>
  );
}

/** A page that is not there. */
export function Nothing() {
  const { t } = useTranslation();
  return (
    <Container size="sm" py="xl">
      <Title order={1}>{t('nothing.title')}</Title>
      <Text mt="sm">{t('nothing.text')}</Text>
    </Container>
  );
}
