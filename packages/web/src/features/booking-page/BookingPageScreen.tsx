import { Anchor, Button, Card, Code, CopyButton, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { PageForm } from './PageForm.tsx';
import { Pictures } from './Pictures.tsx';
import { pageQuery } from './queries.ts';

/** How the hotel’s own booking page looks, what it takes, its pictures, and how it gets onto the hotel’s site. */
export default function BookingPageScreen() {
  return <HotelOnly>{(hotel) => <BookingPageOf key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function BookingPageOf({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('booking_page');
  const { data: page, error, isPending } = useQuery(pageQuery(hotel.id));
  if (isPending) return <ScreenPending />;
  if (error) return <ErrorState error={error} />;
  return (
    <Stack>
      <PageHeader title={t('title')} />
      {page && (
        <Text>
          {page.is_enabled ? t('is_open') : t('is_closed')}{' '}
          {page.is_enabled && (
            <Anchor href={`/g/${page.slug}`} target="_blank">
              {`${location.origin}/g/${page.slug}`} <IconExternalLink size={14} aria-hidden />
            </Anchor>
          )}
        </Text>
      )}
      <Tabs defaultValue="settings" keepMounted={false}>
        <Tabs.List mb="md">
          {['settings', 'pictures', 'embed'].map((tab) => (
            <Tabs.Tab key={tab} value={tab} mih={48} disabled={tab === 'embed' && !page}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings">
          <PageForm key={page?.version ?? 0} hotel={hotel} page={page ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="pictures">
          <Pictures hotel={hotel} />
        </Tabs.Panel>
        <Tabs.Panel value="embed">{page && <Embed slug={page.slug} />}</Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Embed({ slug }: { slug: string }) {
  const { t } = useTranslation('booking_page');
  const source = (more: string) =>
    `<script src="${location.origin}/g/embed.js" data-property="${slug}"${more}></script>`;
  return (
    <Stack>
      {(['page', 'button'] as const).map((kind) => {
        const code = source(kind === 'button' ? ' data-as="button" data-label="Book now"' : '');
        return (
          <Card key={kind} withBorder>
            <Title order={2} size="h4" mb="xs">
              {t(`embed.${kind}`)}
            </Title>
            <Code block mb="sm">
              {code}
            </Code>
            <CopyButton value={code}>
              {({ copied, copy }) => (
                <Button variant="default" mih={48} leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>
                  {copied ? t('embed.copied') : t('embed.copy')}
                </Button>
              )}
            </CopyButton>
          </Card>
        );
      })}
      <Text c="dimmed">{t('embed.origins')}</Text>
    </Stack>
  );
}
