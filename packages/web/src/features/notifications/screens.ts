import type { Feature } from '../../app/feature.ts';

/** The bell lives in the header and the preferences in the profile, so there is no screen of its own. */
export const notifications: Feature = { invalidates: { 'notification.': [['notifications']] } };
