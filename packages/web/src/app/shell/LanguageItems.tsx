import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { api } from '../api.ts';
import { changeLanguage, currentLanguage, LANGUAGES, type Language } from '../language.ts';
import { currentUser, updateUser } from '../session.ts';

/** Changes the language at once and, for somebody signed in, on every device of theirs. */
export async function chooseLanguage(language: Language) {
  await changeLanguage(language);
  if (!currentUser()) return;
  updateUser({ language });
  // The language already changed here; the server learns of it when it can be reached.
  await api.patch('auth/me', { language }).catch(() => undefined);
}

/** The languages as items of a menu, each in its own script. */
export function LanguageItems() {
  return Object.entries(LANGUAGES).map(([code, { name, direction }]) => (
    <Menu.Item
      key={code}
      lang={code}
      dir={direction}
      onClick={() => void chooseLanguage(code as Language)}
      rightSection={code === currentLanguage() && <IconCheck size={16} aria-hidden />}
      aria-current={code === currentLanguage() || undefined}
    >
      {name}
    </Menu.Item>
  ));
}
