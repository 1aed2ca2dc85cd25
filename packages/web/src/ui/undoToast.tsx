import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

interface Undo {
  /** One toast per thing: doing it again replaces the toast instead of piling up. */
  id: string;
  message: string;
  label: string;
  undo: () => void;
}

/** Says what was done and lets it be taken back for a few seconds. Never offered for payments. */
export function showUndo({ id, message, label, undo }: Undo) {
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: 8_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button variant="light" mih={44} onClick={takeBack}>
          {label}
        </Button>
      </Group>
    ),
  });
}
