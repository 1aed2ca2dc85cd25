import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { showUndo } from '../../ui/undoToast.tsx';
import { boardQuery, HOUSEKEEPING, type Board, type Room, type Task } from './queries.ts';
import { afterStep, type Verb } from './steps.ts';

export interface Step {
  room: Room;
  task: Task;
  verb: Verb;
  body?: object;
}

const WITH_UNDO: ReadonlySet<Verb> = new Set(['start', 'finish', 'skip']);

/** Takes a step with a task: at once on the screen, back again if the server refuses, and to be taken back for a while. */
export function useTaskStep(outlet_id: string) {
  const { t } = useTranslation('housekeeping');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { queryKey } = boardQuery(outlet_id);
  const step = useMutation<unknown, ApiError, Step, { before: Board | undefined }>({
    mutationFn: ({ task, verb, body }) => api.post(`housekeeping/tasks/${task.id}/${verb}`, body),
    onMutate: async ({ room, task, verb }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(
        queryKey,
        (board) =>
          board && {
            ...board,
            rooms: board.rooms.map((one) => (one.id === room.id ? afterStep(one, task.id, verb) : one)),
          },
      );
      return { before };
    },
    onSuccess: (_done, { room, task, verb }) => {
      if (!WITH_UNDO.has(verb)) return;
      showUndo({
        id: `task-${task.id}`,
        message: t(`said.${verb}`, { number: room.number }),
        label: t('undo'),
        undo: () => step.mutate({ room, task, verb: 'reopen' }),
      });
    },
    onError: (error, _step, context) => {
      queries.setQueryData(queryKey, context?.before);
      notifications.show({ color: 'red', message: errorText(error) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: HOUSEKEEPING }),
  });
  return step.mutate;
}
