import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What an error of the API carries; anything else thrown shows its message. */
interface ApiShaped {
  code?: string;
  message?: string;
  request_id?: string | null;
}

/** The sentence for an error: translated by its code where we have words, else the server's own. */
export function useErrorText() {
  const { t, i18n } = useTranslation('errors');
  return (error: unknown): string => {
    const { code, message } = (error ?? {}) as ApiShaped;
    if (code && (i18n.language !== 'en' || !message) && i18n.exists(`errors:${code}`)) return t(code);
    return message || t('INTERNAL');
  };
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** An error with its request id, so that support can find it, and the way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const text = useErrorText()(error);
  const { code, request_id } = (error ?? {}) as ApiShaped;
  const Glyph = code === 'OFFLINE' ? IconWifiOff : IconAlertTriangle;
  return (
    <Alert color={code === 'OFFLINE' ? 'orange' : 'red'} icon={<Glyph aria-hidden />} title={text} role="alert">
      <Stack gap="sm" align="flex-start">
        {request_id && (
          <Text size="sm">
            {t('error.request_id')}{' '}
            <Code>
              <bdi>{request_id}</bdi>
            </Code>
          </Text>
        )}
        {onRetry && (
          <Group>
            <Button
              variant="light"
              color="red"
              mih={44}
              leftSection={<IconRefresh size={18} aria-hidden />}
              onClick={onRetry}
            >
              {t('error.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
