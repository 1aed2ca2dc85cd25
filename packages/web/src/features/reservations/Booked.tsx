import { ActionIcon, Button, CopyButton, Group, Paper, Stack, Text, ThemeIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCheck, IconCopy, IconListDetails, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/Dates.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { nightsBetween } from '../rooms/nights.ts';
import classes from './NewBooking.module.css';
import type { BookingDetails } from './queries.ts';

interface BookedProps {
  booking: BookingDetails;
  onAgain: () => void;
  onClose: () => void;
}

/** The confirmation: the code to read out, what was booked, and what comes next. */
export function Booked({ booking, onAgain, onClose }: BookedProps) {
  const { t } = useTranslation('reservations');
  useHotkeys([['n', onAgain]]);
  return (
    <Stack align="center" gap="md" py="md" role="status">
      <ThemeIcon size={64} radius="xl" color="green" variant="light">
        <IconCheck size={36} aria-hidden />
      </ThemeIcon>
      <Text fw={650} fz="lg">
        {t(booking.status === 'OPTIONAL' ? 'booked.held' : 'booked.title')}
      </Text>
      <Code code={booking.confirmation_code} />
      <Facts booking={booking} />
      <Group grow w="100%">
        <Button
          variant="default"
          h={48}
          leftSection={<IconListDetails size={18} aria-hidden />}
          component={Link}
          to={`/reservations/${booking.id}` as never}
        >
          {t('booked.open')}
        </Button>
        <Button variant="default" h={48} leftSection={<IconPlus size={18} aria-hidden />} onClick={onAgain}>
          {t('booked.again')}
        </Button>
      </Group>
      {/* Enter, once more, and the desk is ready for the next guest. */}
      <Button fullWidth h={56} autoFocus onClick={onClose}>
        {t('booked.done')}
      </Button>
    </Stack>
  );
}

/** The confirmation code, large, with a button that copies it. */
export function Code({ code }: { code: string }) {
  const { t } = useTranslation('reservations');
  return (
    <Group gap="xs" wrap="nowrap">
      <bdi className={classes.code} data-testid="confirmation-code">
        {code}
      </bdi>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'booked.copied' : 'booked.copy')}>
            <ActionIcon
              size={44}
              variant="subtle"
              color={copied ? 'green' : undefined}
              aria-label={t(copied ? 'booked.copied' : 'booked.copy')}
              onClick={copy}
            >
              {copied ? <IconCheck size={22} aria-hidden /> : <IconCopy size={22} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

function Facts({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  const nights = nightsBetween(booking.start_date, booking.end_date);
  const facts = [
    [t('form.name'), booking.guest_name],
    [t('form.arrival'), <DateText value={booking.start_date} options={{ dateStyle: 'full' }} />],
    [t('form.departure'), <DateText value={booking.end_date} options={{ dateStyle: 'full' }} />],
    [
      t('booked.stay'),
      `${t('form.rooms_count', { count: booking.rooms })} · ${t('form.nights_count', { count: nights })}`,
    ],
    [
      t('booked.total'),
      <Text fw={700} inherit>
        <Money minor={booking.total_minor} currency={booking.currency} />
      </Text>,
    ],
  ] as const;
  return (
    <Paper withBorder p="md" w="100%">
      <Stack gap={8}>
        {facts.map(([label, value]) => (
          <Group key={label} justify="space-between" gap="md" fz="sm">
            <Text c="dimmed" inherit>
              {label}
            </Text>
            <Text inherit component="div">
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
