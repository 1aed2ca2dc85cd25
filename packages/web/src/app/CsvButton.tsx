import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useErrorText } from '../ui/ErrorState.tsx';
import { downloadCsv, type Query } from './api.ts';

interface CsvButtonProps {
  path: string;
  /** The filters in force, so that the file holds exactly what is shown. */
  query: Query;
  fileName: string;
  label: string;
}

/** Downloads the list that is on screen. */
export function CsvButton({ path, query, fileName, label }: CsvButtonProps) {
  const errorText = useErrorText();
  const download = useMutation({
    mutationFn: () => downloadCsv(path, query, fileName),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
  });
  return (
    <Button
      variant="default"
      h={42}
      ms="auto"
      loading={download.isPending}
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={() => download.mutate()}
    >
      {label}
    </Button>
  );
}
