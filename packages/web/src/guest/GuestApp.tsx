import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { theme } from '../app/theme.ts';
import { BookingPage } from './BookingPage.tsx';
import { currentLanguage, LANGUAGES } from './language.ts';

const MyBooking = lazy(() => import('./MyBooking.tsx'));
const Paid = lazy(() => import('./Paid.tsx'));

/** The guest app: a hotel’s booking page at `/g/<slug>`, a guest’s own booking at `/g/book/<key>`. */
export function GuestApp() {
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <DirectionFollower />
        <HeightTeller />
        <Suspense>
          <Place />
        </Suspense>
      </MantineProvider>
    </DirectionProvider>
  );
}

function Place() {
  const [, , first = '', second] = location.pathname.split('/');
  if (first === 'book' && second) return <MyBooking bookingKey={second} />;
  if (first === 'paid') return <Paid />;
  return <BookingPage slug={first} />;
}

function DirectionFollower() {
  const { setDirection } = useDirection();
  const { i18n } = useTranslation();
  useEffect(() => setDirection(LANGUAGES[currentLanguage()].direction), [i18n.language]);
  return null;
}

/** A site that shows the page in a frame hears how high it is. */
function HeightTeller() {
  useEffect(() => {
    if (parent === window) return undefined;
    const watch = new ResizeObserver(() =>
      parent.postMessage({ hostelry_height: document.documentElement.scrollHeight }, '*'),
    );
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  return null;
}
