import { MultiSelect, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../ui/Numbers.tsx';
import { usePlace } from '../../ui/place.ts';
import type { AdminField } from './entity.ts';
import { GrantsInput } from './GrantsInput.tsx';
import { InstantInput } from './InstantInput.tsx';
import { useOptions } from './options.ts';

interface FieldInputProps {
  field: AdminField;
  editing: boolean;
  /** Takes the cursor when its form opens. */
  first?: boolean;
  value?: any;
  onChange: (value: any) => void;
  error?: unknown;
}

/** The input that fits a declared field. */
export function FieldInput({ field, editing, first, value, onChange, error }: FieldInputProps) {
  const { t } = useTranslation();
  const choices = useOptions(field.options);
  const currency = usePlace().currency ?? 'EUR';
  const common = {
    label: t(`fields:${field.name}`),
    description: field.hint ? t(`fields:${field.name}_hint`) : undefined,
    required: field.required,
    error: error as string | undefined,
    size: 'md',
    'data-autofocus': first || undefined,
    value,
    onChange,
  } as const;
  switch (field.as) {
    case 'select':
      return <Select {...common} data={choices} searchable={choices.length > 6} clearable={!field.required} />;
    case 'choices':
      return <MultiSelect {...common} data={choices} searchable clearable hidePickedOptions />;
    case 'yes_no':
      return (
        <Switch
          label={common.label}
          error={common.error}
          size="md"
          py={6}
          checked={Boolean(value)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'integer':
      return <NumberInput {...common} allowDecimal={false} min={field.min} max={field.max} />;
    case 'decimal':
      return <NumberInput {...common} decimalScale={3} min={field.min} max={field.max} />;
    case 'money':
      return (
        <NumberInput
          {...common}
          min={0}
          decimalScale={minorDigits(currency)}
          fixedDecimalScale
          suffix={` ${currency}`}
        />
      );
    case 'password':
      return (
        <PasswordInput {...common} autoComplete="new-password" placeholder={editing ? t('admin.unchanged') : ''} />
      );
    case 'textarea':
      return <Textarea {...common} autosize minRows={2} maxRows={8} />;
    case 'grants':
      return <GrantsInput {...common} />;
    case 'instant':
      return <InstantInput {...common} />;
    // A number with a plus sign in front reads wrong in a right-to-left line.
    case 'phone':
      return <TextInput {...common} type="tel" dir="ltr" />;
    default:
      return <TextInput {...common} type={field.as === 'email' ? 'email' : 'text'} />;
  }
}
