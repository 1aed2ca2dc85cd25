import { Chip, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const REASONS = ['guest', 'duplicate', 'mistake', 'hotel'] as const;

/** Why something is cancelled: a choice, words, or both; what is said is one sentence. */
export function Reason({ onChange }: { onChange: (reason: string) => void }) {
  const { t } = useTranslation('reservations');
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const say = (name: string, more: string) => {
    setChosen(name);
    setWords(more);
    onChange([name && t(`cancel.reasons.${name}`), more.trim()].filter(Boolean).join(': '));
  };
  return (
    <Stack gap="sm">
      <Chip.Group value={chosen} onChange={(value) => say(value as string, words)}>
        <Group gap="xs" role="radiogroup" aria-label={t('cancel.reason')}>
          {REASONS.map((name) => (
            <Chip key={name} value={name} size="md">
              {t(`cancel.reasons.${name}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Textarea
        label={t('cancel.reason')}
        description={t('cancel.reason_hint')}
        value={words}
        onChange={(event) => say(chosen, event.currentTarget.value)}
        maxLength={400}
        autosize
        minRows={2}
      />
    </Stack>
  );
}
