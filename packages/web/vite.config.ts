import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const guestPage = fileURLToPath(new URL('./guest.html', import.meta.url));
const consolePage = fileURLToPath(new URL('./index.html', import.meta.url));

const server = process.env.HOSTELRY_URL ?? 'http://127.0.0.1:8080';
const toServer = { target: server, changeOrigin: false };

let outDir = '';

/** The page itself, what it loads before its first paint, and the language behind all others. */
function isShell(url: string) {
  const page = readFileSync(join(outDir, 'index.html'), 'utf8');
  return url === 'index.html' || page.includes(`/${url}`) || url.startsWith('assets/locale-en-');
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    {
      name: 'guest-app-at-g',
      configureServer: ({ middlewares }) => {
        middlewares.use((request, _response, next) => {
          if (/^\/g\/(?!embed\.js)/.test(request.url ?? '')) request.url = '/guest.html';
          next();
        });
      },
    },
    {
      name: 'remember-out-dir',
      configResolved: ({ root, build }) => void (outDir = resolve(root, build.outDir)),
    },
    VitePWA({
      registerType: 'autoUpdate',
      // The strict CSP forbids inline scripts, so registration is a file of its own.
      injectRegister: 'script-defer',
      manifest: {
        name: 'Hostelry',
        short_name: 'Hostelry',
        description: 'Hotels, restaurants, cafés and coffee machines on one live ledger',
        theme_color: '#0f5f5c',
        background_color: '#f6f8f8',
        display: 'standalone',
        start_url: '/',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css}'],
        manifestTransforms: [(entries) => ({ manifest: entries.filter(({ url }) => isShell(url)) })],
        // Answers of the server are never cached: a stale bill is worse than none.
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/ws\//, /^\/g\//, /^\/metrics/, /^\/health/, /^\/socket\.io/],
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
            handler: 'CacheFirst',
            options: { cacheName: 'screens', expiration: { maxEntries: 120 } },
          },
        ],
      },
    }),
  ],
  server: {
    host: '127.0.0.1',
    proxy: { '/api': toServer, '/health': toServer, '/ws': { ...toServer, ws: true } },
  },
  preview: {
    host: '127.0.0.1',
    proxy: { '/api': toServer, '/health': toServer, '/ws': { ...toServer, ws: true } },
  },
  build: {
    target: 'es2022',
    // The first versions that know `light-dark()`: for older ones it would be rewritten into variables that nobody sets.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: { index: consolePage, guest: guestPage },
      // Contracts' schemas are built by calls without side effects; the console takes only their lists of values.
      treeshake: { manualPureFunctions: ['Type', 'Body', 'OneOf', 'Nullable'] },
      // One request brings a whole language; the others are never fetched.
      output: {
        codeSplitting: {
          groups: ['en', 'hi', 'es', 'fr', 'de', 'ar'].map((language) => ({
            name: `locale-${language}`,
            // The guest app reads a file of its own.
            test: new RegExp(`/locales/${language}/(?!guest)`),
          })),
        },
      },
    },
  },
});
