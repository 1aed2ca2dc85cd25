import { Alert, Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { usePlace } from '../../ui/place.ts';
import { api, ApiError } from '../api.ts';
import { useOutlet } from '../outlet.tsx';
import type { AdminEntity, AdminField, Row } from './entity.ts';
import { itemPath } from './entity.ts';
import { FieldInput } from './FieldInput.tsx';
import { bodyOf, valuesOf } from './formValues.ts';

interface EntityFormProps {
  entity: AdminEntity;
  /** The row to change; null for a new one. */
  row: Row | null;
  fixed: Record<string, string>;
  onDone: (row: Row) => void;
}

/** The form of an entity. What the server refuses is shown at the field that it names. */
export function EntityForm({ entity, row, fixed, onDone }: EntityFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const errorText = useErrorText();
  const currency = usePlace().currency ?? 'EUR';
  const { outlet } = useOutlet();
  const decided: Record<string, string> = { ...(entity.of_outlet && outlet ? { outlet_id: outlet.id } : {}), ...fixed };
  const fields = (entity.form ?? []).filter((field) => (field.when ? field.when === (row ? 'edit' : 'create') : true));
  const asked = fields.filter((field) => row || !(field.from_outlet || field.name in fixed) || !decided[field.name]);
  const form = useForm<Record<string, unknown>>({
    initialValues: valuesOf(fields, row, decided, currency),
    validate: (values) => missing(asked, values, t('admin.required')),
  });
  const save = useMutation({
    mutationFn: async (values: Record<string, unknown>) => {
      const body = bodyOf(fields, values, row, currency);
      if (!row) return api.post<Row>(entity.path, body);
      return api.patch<Row>(itemPath(entity, row), entity.versioned ? { ...body, version: row.version } : body);
    },
    onSuccess: async (saved) => {
      notifications.show({ color: 'teal', message: t('admin.saved') });
      await client.invalidateQueries({ queryKey: [entity.path] });
      onDone(saved);
    },
    onError: (error) => {
      if (error instanceof ApiError)
        form.setErrors(Object.fromEntries(error.fields.map(({ field, message }) => [rootOf(field), message])));
    },
  });
  const named =
    save.error instanceof ApiError &&
    save.error.fields.some(({ field }) => asked.some(({ name }) => name === rootOf(field)));
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        {save.error && !named && (
          <Alert color="red" role="alert">
            {errorText(save.error)}
            {requestId(save.error)}
          </Alert>
        )}
        {asked.map((field, at) => (
          <FieldInput
            key={field.name}
            field={field}
            editing={row !== null}
            first={!row && at === 0}
            {...form.getInputProps(field.name)}
          />
        ))}
        <Group justify="flex-end" mt="sm">
          <Button type="submit" mih={48} px="xl" loading={save.isPending} disabled={row !== null && !form.isDirty()}>
            {t(row ? 'save' : 'admin.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** `grants[0].role` belongs to the input of `grants`. */
const rootOf = (field: string) => field.split(/[.[]/)[0]!;

const requestId = (error: unknown) => (error instanceof ApiError && error.request_id ? ` (${error.request_id})` : '');

const isBlank = (value: unknown) =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function missing(fields: AdminField[], values: Record<string, unknown>, words: string) {
  return Object.fromEntries(
    fields.flatMap(({ name, required }) => (required && isBlank(values[name]) ? [[name, words]] : [])),
  );
}
