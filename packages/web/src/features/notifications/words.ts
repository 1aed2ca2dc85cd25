/** How a notification reads and looks. */
import type { NotificationKind, NotificationShape } from '@hostelry/contracts/notifications';
import {
  IconBell,
  IconBookmark,
  IconBookmarkOff,
  IconClockExclamation,
  IconCloudOff,
  IconFileImport,
  IconHourglassHigh,
  IconPlugConnectedX,
  IconWebhook,
  IconWifi,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const LOOKS: Record<NotificationKind, { icon: Icon; color: string }> = {
  order_waiting: { icon: IconClockExclamation, color: 'red' },
  device_offline: { icon: IconCloudOff, color: 'red' },
  device_online: { icon: IconWifi, color: 'green' },
  reservation_created: { icon: IconBookmark, color: 'blue' },
  reservation_cancelled: { icon: IconBookmarkOff, color: 'orange' },
  waitlist_fits: { icon: IconHourglassHigh, color: 'grape' },
  channel_conflict: { icon: IconPlugConnectedX, color: 'red' },
  webhook_disabled: { icon: IconWebhook, color: 'orange' },
  import_finished: { icon: IconFileImport, color: 'teal' },
};

export const lookOf = (kind: NotificationKind) => LOOKS[kind] ?? { icon: IconBell, color: 'gray' };

/** The sentence in the reader's language, or the server's English where there is none. */
export function useNotificationText() {
  const { t } = useTranslation('notifications');
  return ({ kind, params, text }: NotificationShape) => t(`kinds.${kind}.text`, { ...params, defaultValue: text });
}
