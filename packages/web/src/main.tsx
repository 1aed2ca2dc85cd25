import '@mantine/core/styles.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startLanguage } from './app/language.ts';
import { restoreSession } from './app/session.ts';

// Words and the signed-in person are both known before the first paint, so nothing flickers.
await Promise.all([startLanguage(), restoreSession()]);
createRoot(document.getElementById('root')!).render(<App />);
