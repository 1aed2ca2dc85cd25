import { DOCUMENT_TYPES, GUEST_PREFERENCES } from '@hostelry/contracts/guests';
import {
  Button,
  Fieldset,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { guestQuery, type GuestProfile } from './queries.ts';

const CONTACT = [
  'name',
  'email',
  'phone',
  'language',
  'nationality',
  'address',
  'postal_code',
  'city',
  'country',
] as const;
const REQUIRED = ['name', 'address', 'notes', 'preference_notes'];
const HINTED: readonly string[] = ['language', 'nationality'];

type Values = Pick<GuestProfile, (typeof CONTACT)[number]> &
  Pick<
    GuestProfile,
    | 'birth_date'
    | 'document_type'
    | 'document_number'
    | 'document_country'
    | 'document_expires_on'
    | 'vip_level'
    | 'preferences'
    | 'preference_notes'
    | 'tags'
    | 'notes'
    | 'marketing_consent'
    | 'is_blacklisted'
    | 'blacklist_reason'
  >;

/** Only what was changed is written, so that two people at two fields do not undo each other. */
function changesOf(before: GuestProfile, after: Partial<Values>) {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, value]) => [name, value === '' && !REQUIRED.includes(name) ? null : value])
      .filter(([name, value]) => JSON.stringify(before[name as keyof GuestProfile]) !== JSON.stringify(value)),
  );
}

/** A guest's profile, to read and to change. */
export function GuestForm({ guest }: { guest: GuestProfile }) {
  const { t } = useTranslation('guests');
  const client = useQueryClient();
  const mayChange = useMay('guests.manage') && !guest.erased_at && !guest.merged_into_id;
  const [changed, setChanged] = useState<Partial<Values>>({});
  const values = { ...guest, ...changed };
  const set = (part: Partial<Values>) => setChanged((now) => ({ ...now, ...part }));
  const changes = changesOf(guest, changed);
  const save = useMutation({
    mutationFn: () => api.patch<GuestProfile>(`guests/${guest.id}`, { ...changes, version: guest.version }),
    onSuccess: (saved) => {
      client.setQueryData(guestQuery(guest.id).queryKey, saved);
      notifications.show({ color: 'green', message: t('saved') });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['guests'] }),
  });
  const text = (name: (typeof CONTACT)[number] | 'document_number' | 'document_country' | 'blacklist_reason') => (
    <TextInput
      key={name}
      size="md"
      label={t(`fields.${name}`)}
      description={HINTED.includes(name) ? t(`fields.${name}_hint`) : undefined}
      required={name === 'name'}
      value={values[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fieldset disabled={!mayChange} variant="unstyled">
        <Stack gap="lg">
          <Fieldset legend={t('sections.contact')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>{CONTACT.map(text)}</SimpleGrid>
          </Fieldset>
          <Fieldset legend={t('sections.document')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                size="md"
                clearable
                label={t('fields.document_type')}
                data={DOCUMENT_TYPES.map((value) => ({ value, label: t(`document_types.${value}`) }))}
                value={values.document_type}
                onChange={(document_type) => set({ document_type: document_type as Values['document_type'] })}
              />
              {text('document_number')}
              {text('document_country')}
              {(['document_expires_on', 'birth_date'] as const).map((name) => (
                <CivilDateInput
                  key={name}
                  size="md"
                  clearable
                  label={t(`fields.${name}`)}
                  value={values[name]}
                  onChange={(date) => set({ [name]: date })}
                />
              ))}
            </SimpleGrid>
          </Fieldset>
          <Fieldset legend={t('sections.likes')}>
            <Stack>
              <MultiSelect
                size="md"
                searchable
                label={t('fields.preferences')}
                data={GUEST_PREFERENCES.map((value) => ({ value, label: t(`preferences.${value}`) }))}
                value={values.preferences}
                onChange={(preferences) => set({ preferences })}
              />
              <Textarea
                size="md"
                autosize
                label={t('fields.preference_notes')}
                value={values.preference_notes}
                onChange={(event) => set({ preference_notes: event.currentTarget.value })}
              />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('sections.house')}>
            <Stack>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <NumberInput
                  size="md"
                  min={0}
                  max={5}
                  label={t('fields.vip_level')}
                  value={values.vip_level}
                  onChange={(level) => set({ vip_level: Number(level) || 0 })}
                />
                <TagsInput
                  size="md"
                  maxTags={20}
                  label={t('fields.tags')}
                  value={values.tags}
                  onChange={(tags) => set({ tags })}
                />
              </SimpleGrid>
              <Textarea
                size="md"
                autosize
                minRows={2}
                label={t('fields.notes')}
                value={values.notes}
                onChange={(event) => set({ notes: event.currentTarget.value })}
              />
              <Switch
                size="md"
                label={t('fields.marketing_consent')}
                checked={values.marketing_consent}
                onChange={(event) => set({ marketing_consent: event.currentTarget.checked })}
              />
              <Switch
                size="md"
                color="red"
                label={t('fields.is_blacklisted')}
                checked={values.is_blacklisted}
                onChange={(event) => set({ is_blacklisted: event.currentTarget.checked })}
              />
              {values.is_blacklisted && text('blacklist_reason')}
            </Stack>
          </Fieldset>
          {save.error && <ErrorState error={save.error} />}
          <Button type="submit" mih={48} loading={save.isPending} disabled={Object.keys(changes).length === 0}>
            {t('save')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  );
}
