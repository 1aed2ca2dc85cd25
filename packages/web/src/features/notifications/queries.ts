import type { NotificationShape } from '@hostelry/contracts/notifications';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** The newest notifications of the signed-in person. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications', 'newest'],
  queryFn: ({ signal }) => api.list<NotificationShape>('notifications', { limit: 20 }, signal),
});

/** How many are unread; the page's total counts them all, not only the newest. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: async ({ signal }) =>
    (await api.list<NotificationShape>('notifications', { is_read: false, limit: 1 }, signal)).page.total,
});
