import type { DemoAccount } from '@hostelry/contracts/identity';
import {
  Alert,
  Button,
  Group,
  Menu,
  Paper,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle, IconArrowNarrowRight, IconLanguage } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../app/api.ts';
import { currentLanguage, preferLanguage } from '../../app/language.ts';
import { currentUser, refreshSession, signIn } from '../../app/session.ts';
import { LanguageItems } from '../../app/shell/LanguageItems.tsx';
import { useErrorText } from '../../ui/ErrorState.tsx';
import classes from './SignIn.module.css';

const demoAccountsQuery = queryOptions({
  queryKey: ['auth/demo-accounts'],
  // A house without demo data has no such accounts, and none are offered.
  queryFn: () => api.get<DemoAccount[]>('auth/demo-accounts').catch(() => []),
  staleTime: Infinity,
});

/** The front door. */
export default function SignIn() {
  const { t } = useTranslation();
  useSilentReturn();
  return (
    <main className={classes.page}>
      <section className={classes.picture} aria-hidden>
        <div className={classes.motto}>
          <img src="/icon.svg" alt="" width={64} height={64} />
          <Title order={2} className={classes.name}>
            Hostelry
          </Title>
          <Text size="lg" maw={420}>
            {t('sign_in.motto')}
          </Text>
        </div>
      </section>
      <section className={classes.door}>
        <Group justify="flex-end">
          <LanguageMenu />
        </Group>
        <Stack className={classes.form} gap="lg">
          <div>
            <Title order={1}>{t('sign_in.title')}</Title>
            <Text c="dimmed">{t('sign_in.hint')}</Text>
          </div>
          <SignInForm />
        </Stack>
      </section>
    </main>
  );
}

/** A reload while the server was away lands here although the session is good; it goes on by itself when the server is back. */
function useSilentReturn() {
  const enter = useEnter();
  useEffect(() => {
    const attempt = () =>
      void refreshSession().then(
        (token) => (token ? enter() : undefined),
        () => undefined,
      );
    addEventListener('online', attempt);
    return () => removeEventListener('online', attempt);
  }, [enter]);
}

/** Goes to where the person wanted to be before being asked who they are. */
function useEnter() {
  const router = useRouter();
  const { from } = useSearch({ strict: false }) as { from?: string };
  return () => router.navigate({ to: '/sign-in', search: { from } as never, replace: true });
}

function SignInForm() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const enter = useEnter();
  const { data: accounts = [] } = useQuery(demoAccountsQuery);
  const form = useForm({ initialValues: { identity: '', password: '' } });
  const attempt = useMutation({
    mutationFn: ({ identity, password }: { identity: string; password: string }) => signIn(identity.trim(), password),
    onSuccess: async () => {
      await preferLanguage(currentUser()?.language);
      await enter();
    },
  });
  const { error } = attempt;
  const id = error instanceof ApiError && error.status >= 500 && error.request_id ? ` (${error.request_id})` : '';
  return (
    <>
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))}>
        <Stack>
          {error && (
            <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
              {errorText(error)}
              {id}
            </Alert>
          )}
          <TextInput
            label={t('sign_in.identity')}
            size="lg"
            required
            withAsterisk={false}
            autoFocus
            autoComplete="username"
            autoCapitalize="none"
            {...form.getInputProps('identity')}
          />
          <PasswordInput
            label={t('sign_in.password')}
            size="lg"
            required
            withAsterisk={false}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Button
            type="submit"
            size="lg"
            fullWidth
            loading={attempt.isPending}
            rightSection={<IconArrowNarrowRight className="flip-rtl" aria-hidden />}
          >
            {t('sign_in.submit')}
          </Button>
        </Stack>
      </form>
      {accounts.length > 0 && (
        <DemoAccounts
          accounts={accounts}
          onChoose={({ email, password }) => form.setValues({ identity: email, password })}
        />
      )}
    </>
  );
}

function DemoAccounts({ accounts, onChoose }: { accounts: DemoAccount[]; onChoose: (account: DemoAccount) => void }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Text fw={600} size="sm">
        {t('sign_in.demo')}
      </Text>
      <Text c="dimmed" size="sm" mb="xs">
        {t('sign_in.demo_hint')}
      </Text>
      <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
        {accounts.map((account) => (
          <Button
            key={account.email}
            variant="default"
            h={48}
            justify="flex-start"
            px="sm"
            onClick={() => onChoose(account)}
          >
            <span className={classes.account}>
              <bdi>{account.label}</bdi>
              <small>
                <bdi>{account.email}</bdi>
              </small>
            </span>
          </Button>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconLanguage size={18} aria-hidden />}>
          {t(`languages.${currentLanguage()}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  );
}
