import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e8f6f4',
  '#d3e9e6',
  '#a7d4cf',
  '#78beb7',
  '#52aba3',
  '#3a9f96',
  '#2a8f87',
  '#187b74',
  '#0f5f5c',
  '#064845',
];

const slate: MantineColorsTuple = [
  '#c6cccf',
  '#a9b1b5',
  '#899399',
  '#626d74',
  '#3f4a51',
  '#313b42',
  '#252e34',
  '#1b2328',
  '#141b1f',
  '#0e1417',
];

/** One accent, neutral greys, calm radii. Touch sizes: `ui/TouchButton` for POS and kitchen, 48 px for primary acts. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, dark: slate },
  defaultRadius: 'md',
  autoContrast: true,
  fontFamily:
    'Inter, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Noto Sans Arabic", system-ui, sans-serif',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
});
