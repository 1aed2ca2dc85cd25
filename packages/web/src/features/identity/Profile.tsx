import { Button, Paper, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../app/api.ts';
import { currentLanguage, LANGUAGES, type Language } from '../../app/language.ts';
import { updateUser, useUser, type SessionUser } from '../../app/session.ts';
import { chooseLanguage } from '../../app/shell/LanguageItems.tsx';
import { ColorScheme } from '../../app/shell/ProfileMenu.tsx';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Preferences } from '../notifications/Preferences.tsx';
import { Sessions } from './Sessions.tsx';

/** What is one's own: name, language, colours, password, notifications, sessions. */
export default function Profile() {
  const { t } = useTranslation();
  const user = useUser();
  if (!user) return null;
  return (
    <>
      <PageHeader title={t('profile.title')} hint={<bdi>{user.email}</bdi>} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="lg">
          <Card title={t('profile.me')}>
            <NameForm user={user} />
          </Card>
          <Card title={t('profile.look')}>
            <Look />
          </Card>
          <Card title={t('profile.password')}>
            <PasswordForm />
          </Card>
        </Stack>
        <Stack gap="lg">
          <Card title={t('profile.notifications')}>
            <Preferences />
          </Card>
          <Card title={t('profile.sessions')} hint={t('profile.sessions_hint')}>
            <Sessions />
          </Card>
        </Stack>
      </SimpleGrid>
    </>
  );
}

function Card({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section">
      <Title order={2} mb={hint ? 0 : 'sm'}>
        {title}
      </Title>
      {hint && (
        <Text c="dimmed" size="sm" mb="sm">
          {hint}
        </Text>
      )}
      {children}
    </Paper>
  );
}

/** Saves part of one's own record and says so. */
function useSaveMe(onSaved?: () => void) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (change: Record<string, unknown>) => api.patch<SessionUser>('auth/me', change),
    onSuccess: () => {
      notifications.show({ color: 'teal', message: t('admin.saved') });
      onSaved?.();
    },
    onError: (error) => {
      if (!(error instanceof ApiError && error.fields.length > 0))
        notifications.show({ color: 'red', message: errorText(error) });
    },
  });
}

function NameForm({ user }: { user: SessionUser }) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { name: user.name } });
  const save = useSaveMe(() => updateUser({ name: form.values.name }));
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <TextInput label={t('fields:name')} size="md" required {...form.getInputProps('name')} />
        <Button type="submit" mih={48} loading={save.isPending} disabled={form.values.name === user.name}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}

function Look() {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Select
        label={t('profile.language')}
        size="md"
        data={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
        value={currentLanguage()}
        allowDeselect={false}
        onChange={(language) => language && void chooseLanguage(language as Language)}
      />
      <ColorScheme />
    </Stack>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { current_password: '', new_password: '', again: '' },
    validate: {
      new_password: (value) => (value.length < 8 ? t('profile.password_short') : null),
      again: (value, { new_password }) => (value === new_password ? null : t('profile.password_differs')),
    },
  });
  const save = useSaveMe(() => form.reset());
  const submit = ({ current_password, new_password }: typeof form.values) =>
    save.mutate(
      { current_password, new_password },
      {
        onError: (error) =>
          error instanceof ApiError &&
          form.setErrors(Object.fromEntries(error.fields.map(({ field, message }) => [field, message]))),
      },
    );
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        <PasswordInput
          label={t('profile.current_password')}
          size="md"
          required
          autoComplete="current-password"
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label={t('profile.new_password')}
          size="md"
          required
          autoComplete="new-password"
          {...form.getInputProps('new_password')}
        />
        <PasswordInput
          label={t('profile.password_again')}
          size="md"
          required
          autoComplete="new-password"
          {...form.getInputProps('again')}
        />
        <Button type="submit" mih={48} loading={save.isPending}>
          {t('profile.change_password')}
        </Button>
      </Stack>
    </form>
  );
}
