import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, LANGUAGES } from './language.ts';
import { queryClient } from './query.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

const Toasts = lazy(() => import('./Toasts.tsx'));

/** The console: providers outside, the router inside. */
export function App() {
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <DirectionFollower />
          <Suspense>
            <Toasts />
          </Suspense>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Turns the layout around when the language reads from the other side. */
function DirectionFollower() {
  const { setDirection } = useDirection();
  const { i18n } = useTranslation();
  useEffect(() => setDirection(LANGUAGES[currentLanguage()].direction), [i18n.language]);
  return null;
}
