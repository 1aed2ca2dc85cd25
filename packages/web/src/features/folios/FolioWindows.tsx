import { Card, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { MoveDialog, RefundDialog, ReverseDialog, SplitDialog } from './CorrectionDialogs.tsx';
import classes from './FolioWindow.module.css';
import { PostingLine, type Correction } from './PostingLine.tsx';
import type { OpenFolio, ShownPosting } from './queries.ts';
import { useAct } from './useAct.ts';
import { windowsOf } from './windows.ts';

const DIALOGS = { reverse: ReverseDialog, move: MoveDialog, split: SplitDialog, refund: RefundDialog } as const;

/** The windows of an account side by side. A posting is dragged from one to another, or sent there by its menu. */
export function FolioWindows({ folio, corrections }: { folio: OpenFolio; corrections: boolean }) {
  const { t } = useTranslation('folios');
  const errorText = useErrorText();
  const [may_correct, may_refund] = [useMay('folios.correct'), useMay('payments.refund')];
  const [dragged, setDragged] = useState<ShownPosting | null>(null);
  const [correcting, setCorrecting] = useState<{ what: Correction; posting: ShownPosting } | null>(null);
  const act = useAct();
  const move = (posting: ShownPosting, window_no: number) =>
    act.mutate(
      { path: `postings/${posting.id}/move`, body: { window_no } },
      { onError: (error) => notifications.show({ color: 'red', message: errorText(error) }) },
    );
  const numbers = folio.windows.length === 0 ? [1] : folio.windows.map((each) => each.window_no);
  const next = windowsOf(folio).find((number) => !numbers.includes(number));
  const drop = (window_no: number) => {
    if (dragged && dragged.window_no !== window_no) move(dragged, window_no);
    setDragged(null);
  };
  const Correcting = correcting && DIALOGS[correcting.what];
  return (
    <>
      <div className={classes.windows} aria-busy={act.isPending}>
        {numbers.map((number) => (
          <FolioWindow
            key={number}
            number={number}
            folio={folio}
            corrections={corrections}
            dragging={dragged}
            onDrop={drop}
          >
            {(posting) => (
              <PostingLine
                key={posting.id}
                folio={folio}
                posting={posting}
                may_correct={may_correct}
                may_refund={may_refund}
                onDrag={setDragged}
                onCorrect={(what, chosen) => setCorrecting({ what, posting: chosen })}
                onMove={move}
              />
            )}
          </FolioWindow>
        ))}
        {dragged && next && (
          <div className={classes.new} onDragOver={(event) => event.preventDefault()} onDrop={() => drop(next)}>
            {t('new_window', { number: next })}
          </div>
        )}
      </div>
      {correcting && Correcting && (
        <Correcting folio={folio} posting={correcting.posting} onClose={() => setCorrecting(null)} />
      )}
    </>
  );
}

interface FolioWindowProps {
  number: number;
  folio: OpenFolio;
  corrections: boolean;
  dragging: ShownPosting | null;
  onDrop: (number: number) => void;
  children: (posting: ShownPosting) => React.ReactNode;
}

function FolioWindow({ number, folio, corrections, dragging, onDrop, children }: FolioWindowProps) {
  const { t } = useTranslation('folios');
  const [over, setOver] = useState(false);
  const target = dragging !== null && dragging.window_no !== number;
  const own = folio.postings.filter((each) => each.window_no === number);
  const shown = own.filter((each) => corrections || (!each.is_reversed && each.reversal_of === null));
  const balance = folio.windows.find((each) => each.window_no === number)?.balance_minor ?? 0;
  return (
    <Card
      withBorder
      padding="md"
      className={classes.window!}
      data-over={(over && target) || undefined}
      onDragOver={(event) => {
        if (!target) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        onDrop(number);
      }}
    >
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h4">
          {t('window', { number })}
        </Title>
        <Money minor={balance} currency={folio.currency} fw={700} fz={20} />
      </Group>
      {shown.map(children)}
      {shown.length === 0 && own.length > 0 && <Text c="dimmed">{t('all_corrected')}</Text>}
      {own.length === 0 && <EmptyState title={t('no_postings')} hint={t('no_postings_hint')} />}
    </Card>
  );
}
