import { Button, Center, Loader } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';

/** An address that leads nowhere, with the way back. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('not_found.title')}
      hint={t('not_found.hint')}
      action={
        <Button component={Link} to="/" size="md">
          {t('not_found.home')}
        </Button>
      }
    />
  );
}

/** A screen that failed while loading or drawing; retrying loads it anew. */
export function ScreenError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <ErrorState error={error} onRetry={() => void router.invalidate()} />;
}

/** Shown only when a screen's code takes noticeably long to arrive. */
export function ScreenPending() {
  return (
    <Center mih="50vh">
      <Loader type="dots" />
    </Center>
  );
}
