import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core';
import { ROLES, type Grant, type Role } from '@hostelry/contracts/permissions';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOptions } from './options.ts';

interface GrantsInputProps {
  label: string;
  error?: string | undefined;
  value: Grant[];
  onChange: (grants: Grant[]) => void;
}

const SCOPES = ['TENANT', 'BRAND', 'OUTLET'] as const;

/** The roles of a person, each over the whole company, a brand, or an outlet. */
export function GrantsInput({ label, error, value, onChange }: GrantsInputProps) {
  const { t } = useTranslation();
  const put = (index: number, grant: Grant) => onChange(value.map((one, at) => (at === index ? grant : one)));
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {value.map((grant, index) => (
          <GrantLine
            key={index}
            grant={grant}
            onChange={(changed) => put(index, changed)}
            onRemove={() => onChange(value.filter((_, at) => at !== index))}
          />
        ))}
        {error && (
          <Text c="red" size="sm" role="alert">
            {error}
          </Text>
        )}
        <Button
          variant="light"
          mih={44}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, { role: 'STAFF', scope: 'TENANT', scope_id: null }])}
        >
          {t('admin.add_role')}
        </Button>
      </Stack>
    </Fieldset>
  );
}

interface GrantLineProps {
  grant: Grant;
  onChange: (grant: Grant) => void;
  onRemove: () => void;
}

function GrantLine({ grant, onChange, onRemove }: GrantLineProps) {
  const { t } = useTranslation();
  const brands = useOptions(grant.scope === 'BRAND' ? { path: 'brands' } : undefined);
  const outlets = useOptions(grant.scope === 'OUTLET' ? { path: 'outlets' } : undefined);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Stack gap={6} flex={1}>
        <Group gap="xs" grow>
          <Select
            aria-label={t('fields:role')}
            data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            value={grant.role}
            allowDeselect={false}
            onChange={(role) => onChange({ ...grant, role: role as Role })}
          />
          <Select
            aria-label={t('fields:scope')}
            data={SCOPES.map((scope) => ({ value: scope, label: t(`choices:${scope}`) }))}
            value={grant.scope}
            allowDeselect={false}
            onChange={(scope) => onChange({ ...grant, scope: scope as Grant['scope'], scope_id: null })}
          />
        </Group>
        {grant.scope !== 'TENANT' && (
          <Select
            aria-label={t(`choices:${grant.scope}`)}
            placeholder={t(`choices:${grant.scope}`)}
            data={grant.scope === 'BRAND' ? brands : outlets}
            value={grant.scope_id}
            searchable
            onChange={(scope_id) => onChange({ ...grant, scope_id })}
          />
        )}
      </Stack>
      <ActionIcon variant="subtle" color="red" size={36} onClick={onRemove} aria-label={t('admin.remove_role')}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
