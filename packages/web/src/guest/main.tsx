import '@mantine/core/styles.css';
import '../app/global.css';
import { createRoot } from 'react-dom/client';
import { GuestApp } from './GuestApp.tsx';
import { startLanguage } from './language.ts';

await startLanguage();
createRoot(document.getElementById('root')!).render(<GuestApp />);
