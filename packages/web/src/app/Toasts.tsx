import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** Where short messages appear. A toast that was shown before this arrived waits in the store. */
export default function Toasts() {
  return <Notifications position="top-right" limit={4} />;
}
