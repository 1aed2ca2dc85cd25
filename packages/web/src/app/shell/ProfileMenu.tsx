import {
  Avatar,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { IconBook2, IconKeyboard, IconLanguage, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../language.ts';
import { signOut, useUser } from '../session.ts';
import { LanguageItems } from './LanguageItems.tsx';
import { setHelpOpen } from './shortcuts.ts';

/** Who is signed in, and what is theirs: profile, language, colours, keys, and the way out. */
export function ProfileMenu() {
  const { t } = useTranslation();
  const user = useUser();
  if (!user) return null;
  return (
    <Menu width={260} position="bottom-end" shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={t('profile.menu')} p={4}>
          <Avatar name={user.name} color="initials" size={38} radius="xl" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">
            <bdi>{user.email}</bdi>
          </Text>
          <Text size="xs">{user.roles.map((role) => t(`roles.${role}`)).join(' · ')}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={18} />}>
          {t('profile.title')}
        </Menu.Item>
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconLanguage size={18} />}>
              {t(`languages.${currentLanguage()}`)}
            </Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <LanguageItems />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <ColorScheme />
        <Menu.Divider />
        <Menu.Item component={Link} to="/api-reference" leftSection={<IconBook2 size={18} />}>
          {t('api_reference.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={() => setHelpOpen(true)} rightSection="?">
          {t('help.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} />} color="red" onClick={() => void signOut()}>
          {t('profile.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Light, dark, or as the device says. */
export function ColorScheme() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      my={4}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      data={(['light', 'dark', 'auto'] as const).map((scheme) => ({ value: scheme, label: t(`theme.${scheme}`) }))}
      aria-label={t('theme.label')}
    />
  );
}
