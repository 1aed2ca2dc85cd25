import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Query } from '../../app/api.ts';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { openPdf } from './pdf.ts';

/** Shows something in print. */
export function PdfButton({
  path,
  query,
  label,
  ...button
}: { path: string; query?: Query; label: string } & ButtonProps) {
  const errorText = useErrorText();
  const open = useMutation({
    mutationFn: () => openPdf(path, query),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
  });
  return (
    <Button
      variant="default"
      mih={48}
      leftSection={<IconPrinter size={18} aria-hidden />}
      {...button}
      loading={open.isPending}
      onClick={() => open.mutate()}
    >
      {label}
    </Button>
  );
}
