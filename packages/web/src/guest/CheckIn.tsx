import { DOCUMENT_TYPES } from '@hostelry/contracts/guests';
import { Button, Chip, Group, NativeSelect, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActProps } from './Cancel.tsx';
import { Refusal } from './Frame.tsx';
import { Signature } from './Signature.tsx';
import { useAct } from './useAct.ts';

const PREFERENCES = [
  'HIGH_FLOOR',
  'QUIET_ROOM',
  'VIEW',
  'TWIN_BEDS',
  'EXTRA_PILLOW',
  'COT',
  'LATE_ARRIVAL',
  'VEGETARIAN',
] as const;

/** The registration card, filled in at home, so that the desk only hands over the key. */
export function CheckIn({ path, booking, onDone }: ActProps) {
  const { t } = useTranslation();
  const { sending, error, send } = useAct(`${path}/check-in`, onDone);
  const [card, setCard] = useState({
    birth_date: '',
    nationality: '',
    document_type: 'PASSPORT',
    document_number: '',
    address: '',
    arrival_time: booking.arrival_time ?? '',
  });
  const [preferences, setPreferences] = useState<string[]>([]);
  const [signature, setSignature] = useState('');
  const set = (name: keyof typeof card) => ({
    label: t(`check_in.${name}`),
    value: card[name],
    size: 'md' as const,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setCard({ ...card, [name]: currentTarget.value }),
  });
  const submit = () =>
    send({
      ...card,
      nationality: card.nationality.trim().toUpperCase(),
      arrival_time: card.arrival_time || null,
      preferences,
      signature,
    });
  return (
    <Paper withBorder p="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <Title order={2}>{t('check_in.title')}</Title>
          <Text c="dimmed">{t('check_in.why')}</Text>
          <TextInput type="date" autoComplete="bday" required {...set('birth_date')} />
          <TextInput
            required
            maxLength={2}
            pattern="[A-Za-z]{2}"
            placeholder="PT"
            dir="ltr"
            description={t('check_in.nationality_hint')}
            {...set('nationality')}
          />
          <NativeSelect
            data={DOCUMENT_TYPES.map((value) => ({ value, label: t(`check_in.documents.${value}`) }))}
            {...set('document_type')}
          />
          <TextInput required minLength={3} dir="ltr" {...set('document_number')} />
          <Textarea required minLength={3} autosize autoComplete="street-address" {...set('address')} />
          <TextInput type="time" {...set('arrival_time')} />
          <Text fw={500}>{t('check_in.preferences')}</Text>
          <Chip.Group multiple value={preferences} onChange={setPreferences}>
            <Group gap="xs">
              {PREFERENCES.map((value) => (
                <Chip key={value} value={value} size="md">
                  {t(`check_in.likes.${value}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Signature label={t('check_in.signature')} clear={t('check_in.clear')} onChange={setSignature} />
          {error && <Refusal error={error} />}
          <Button type="submit" size="lg" loading={sending} disabled={signature.length < 10}>
            {t('check_in.go')}
          </Button>
          {signature.length < 10 && (
            <Text fz="sm" c="dimmed" ta="center">
              {t('check_in.sign_first')}
            </Text>
          )}
        </Stack>
      </form>
    </Paper>
  );
}
