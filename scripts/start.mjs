// `npm start`: installs, builds, starts a real PostgreSQL, migrates, seeds the demo and serves everything.
// Arguments go to the `hostelry` command: `npm start -- import hotel-bookings FILE --outlet …`.
import { buildIfNeeded, installIfNeeded } from './prepare.mjs';

installIfNeeded();
await buildIfNeeded();
if (process.argv.length === 2) process.argv.push('serve');
await import('../packages/server/dist/main.js');
