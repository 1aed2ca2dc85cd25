import type { NotificationShape } from '@hostelry/contracts/notifications';
import { Group, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../app/api.ts';
import { AgoText } from '../../ui/Dates.tsx';
import classes from './NotificationItem.module.css';
import { lookOf, useNotificationText } from './words.ts';

interface NotificationItemProps {
  notification: NotificationShape;
  /** Called when choosing it led somewhere. */
  onOpen: () => void;
}

/** One notification; choosing it marks it read and goes to what it is about. */
export function NotificationItem({ notification, onOpen }: NotificationItemProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const textOf = useNotificationText();
  const read = useMutation({
    mutationFn: () => api.post(`notifications/${notification.id}/read`),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const choose = () => {
    if (!notification.read_at) read.mutate();
    if (!notification.link?.startsWith('/')) return;
    onOpen();
    void navigate({ href: notification.link });
  };
  const { icon: Glyph, color } = lookOf(notification.kind);
  return (
    <UnstyledButton className={classes.item} data-unread={notification.read_at === null || undefined} onClick={choose}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" color={color} size={34} radius="xl">
          <Glyph size={18} aria-hidden />
        </ThemeIcon>
        <div>
          <Text size="sm" fw={notification.read_at ? 400 : 600}>
            {textOf(notification)}
          </Text>
          <Text size="xs" c="dimmed">
            <AgoText value={notification.created_at} />
          </Text>
        </div>
      </Group>
    </UnstyledButton>
  );
}
