import { TRACE_DEPARTMENTS } from '@hostelry/contracts/traces';
import { Badge, Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useMay } from '../../../app/session.ts';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { tracesQuery, type BookingDetails, type TraceRow } from '../queries.ts';

interface BookingTracesProps {
  booking: BookingDetails;
  business_date: string;
}

/** What departments are to do for this booking, with a tick for what is done. */
export function BookingTraces({ booking, business_date }: BookingTracesProps) {
  const { t } = useTranslation('reservations');
  const { data: traces = [], error } = useQuery(tracesQuery(booking.id));
  const may = useMay('reservations.change');
  const [adding, setAdding] = useState(false);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('traces.title')}
        </Title>
        <Button
          variant="subtle"
          h={48}
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={!may}
          title={may ? undefined : t('stay.why_not.permission')}
          aria-expanded={adding}
          onClick={() => setAdding(!adding)}
        >
          {t('traces.add')}
        </Button>
      </Group>
      {adding && <NewTrace booking={booking} business_date={business_date} onDone={() => setAdding(false)} />}
      {error && <ErrorState error={error} />}
      {traces.map((trace) => (
        <TraceLine key={trace.id} trace={trace} late={!trace.is_done && trace.date < business_date} may={may} />
      ))}
      {traces.length === 0 && !adding && (
        <Text size="sm" c="dimmed">
          {t('traces.none')}
        </Text>
      )}
    </Stack>
  );
}

/** Ticked at once; the server's word corrects it. */
function TraceLine({ trace, late, may }: { trace: TraceRow; late: boolean; may: boolean }) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const key = tracesQuery(trace.booking_id).queryKey;
  const tick = useMutation<TraceRow, Error, boolean>({
    mutationFn: (done) => api.post(`traces/${trace.id}/${done ? 'done' : 'undo'}`),
    onMutate: (is_done) =>
      client.setQueryData(key, (all) => all?.map((one) => (one.id === trace.id ? { ...one, is_done } : one))),
    onSettled: () => client.invalidateQueries({ queryKey: ['traces'] }),
  });
  return (
    <>
      <Checkbox
        size="md"
        mih={48}
        checked={trace.is_done}
        disabled={!may}
        onChange={(event) => tick.mutate(event.currentTarget.checked)}
        label={
          <Text span td={trace.is_done ? 'line-through' : undefined} style={{ overflowWrap: 'anywhere' }}>
            {trace.text}
          </Text>
        }
        description={
          <Group gap={6} component="span">
            <DateText value={trace.date} /> · {t(`traces.departments.${trace.department}`)}
            {late && (
              <Badge component="span" size="sm" color="red" variant="light" tt="none">
                {t('traces.late')}
              </Badge>
            )}
          </Group>
        }
      />
      {tick.error && <ErrorState error={tick.error} />}
    </>
  );
}

function NewTrace({ booking, business_date, onDone }: BookingTracesProps & { onDone: () => void }) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  const [date, setDate] = useState(booking.start_date > business_date ? booking.start_date : business_date);
  const [department, setDepartment] = useState<string>('FRONT_DESK');
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => api.post(`reservations/${booking.id}/traces`, { date, department, text: text.trim() }),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['traces'] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          size="md"
          data-autofocus
          autoFocus
          label={t('traces.text')}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group grow align="flex-start" gap="xs">
          <CivilDateInput
            size="md"
            label={t('traces.date')}
            value={date}
            onChange={(chosen) => chosen && setDate(chosen)}
          />
          <Select
            size="md"
            label={t('traces.department')}
            allowDeselect={false}
            data={TRACE_DEPARTMENTS.map((value) => ({ value, label: t(`traces.departments.${value}`) }))}
            value={department}
            onChange={(chosen) => chosen && setDepartment(chosen)}
          />
        </Group>
        {add.error && <ErrorState error={add.error} />}
        <Button type="submit" h={48} loading={add.isPending} disabled={!text.trim()}>
          {t('traces.save')}
        </Button>
      </Stack>
    </form>
  );
}
