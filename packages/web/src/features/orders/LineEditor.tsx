import type { Menu, MenuItem } from '@hostelry/contracts';
import { Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { Allergens } from './Allergens.tsx';
import type { CartLine } from './cart.ts';
import classes from './orders.module.css';
import { Stepper } from './Stepper.tsx';

export type LineDraft = Pick<CartLine, 'quantity' | 'modifiers' | 'note' | 'seat' | 'course'>;

interface LineEditorProps {
  menu: Menu;
  /** The item that is being ordered or changed; null keeps the editor shut. */
  item: MenuItem | null;
  /** The line as it is in the cart; null for a new one. */
  line: CartLine | null;
  onSave: (draft: LineDraft) => void;
  onClose: () => void;
}

/** Modifiers, quantity, note, seat and course of one line. */
export function LineEditor({ item, line, onClose, ...rest }: LineEditorProps) {
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <Modal opened={item !== null} onClose={onClose} title={item?.name} fullScreen={phone ?? false} centered>
      {item && <LineForm key={line?.key ?? item.id} item={item} line={line} {...rest} />}
    </Modal>
  );
}

function LineForm({ menu, item, line, onSave }: Omit<LineEditorProps, 'onClose'> & { item: MenuItem }) {
  const { t } = useTranslation('orders');
  const [draft, setDraft] = useState<LineDraft>(
    line ?? { quantity: 1, modifiers: [], note: '', seat: null, course: null },
  );
  const set = (change: Partial<LineDraft>) => setDraft((before) => ({ ...before, ...change }));
  // What must be chosen comes first.
  const groups = menu.modifier_groups
    .filter(({ id }) => item.modifier_group_ids.includes(id))
    .sort((a, b) => b.min_choices - a.min_choices);
  const chosenOf = (group: (typeof groups)[number]) =>
    draft.modifiers.filter(({ id }) => group.modifiers.some((modifier) => modifier.id === id));
  const unmet = groups.find((group) => chosenOf(group).length < group.min_choices);
  const whole = (value: string | number) => (typeof value === 'number' ? value : null);
  return (
    <Stack gap="md">
      {item.description && (
        <Text c="dimmed" size="sm">
          {item.description}
        </Text>
      )}
      <Allergens allergens={item.allergens} />
      {groups.map((group) => (
        <Checkbox.Group
          key={group.id}
          label={group.name}
          description={
            group.min_choices === group.max_choices
              ? t('line.choose_exactly', { number: group.max_choices })
              : t('line.choose', { min: group.min_choices, max: group.max_choices })
          }
          value={chosenOf(group).map(({ id }) => id)}
          onChange={(ids) => {
            // A choice of one replaces; a fuller choice stops taking more.
            const kept = group.max_choices === 1 ? ids.slice(-1) : ids.slice(0, group.max_choices);
            const others = draft.modifiers.filter(({ id }) => !group.modifiers.some((modifier) => modifier.id === id));
            set({ modifiers: [...others, ...group.modifiers.filter(({ id }) => kept.includes(id))] });
          }}
        >
          <Stack gap={4} mt={6}>
            {group.modifiers.map(({ id, name, price_minor, is_available }) => (
              <Checkbox.Card key={id} value={id} disabled={!is_available} p="sm" mih={48}>
                <Group wrap="nowrap">
                  <Checkbox.Indicator radius={group.max_choices === 1 ? 'xl' : 'sm'} />
                  <Text flex={1}>{name}</Text>
                  {!is_available && (
                    <Text size="sm" c="red">
                      {t('pad.sold_out')}
                    </Text>
                  )}
                  {price_minor > 0 && (
                    <Text c="dimmed">
                      +<Money minor={price_minor} />
                    </Text>
                  )}
                </Group>
              </Checkbox.Card>
            ))}
          </Stack>
        </Checkbox.Group>
      ))}
      <Textarea
        label={t('line.note')}
        placeholder={t('line.note_hint')}
        size="md"
        autosize
        minRows={2}
        maxLength={500}
        value={draft.note}
        onChange={({ currentTarget }) => set({ note: currentTarget.value })}
      />
      <Group grow>
        <NumberInput
          label={t('line.seat')}
          size="md"
          min={1}
          max={1000}
          allowDecimal={false}
          value={draft.seat ?? ''}
          onChange={(value) => set({ seat: whole(value) })}
        />
        <NumberInput
          label={t('line.course')}
          size="md"
          min={1}
          max={20}
          allowDecimal={false}
          value={draft.course ?? ''}
          onChange={(value) => set({ course: whole(value) })}
        />
      </Group>
      <Stack gap="xs" className={classes.confirm}>
        {unmet && (
          <Text size="sm" c="orange" role="status">
            {t('line.unmet', { group: unmet.name, count: unmet.min_choices })}
          </Text>
        )}
        <Group wrap="nowrap">
          <Stepper
            value={draft.quantity}
            min={1}
            size={56}
            label={t('line.quantity')}
            onChange={(quantity) => set({ quantity })}
          />
          <TouchButton flex={1} px="xs" disabled={Boolean(unmet)} onClick={() => onSave(draft)}>
            {line ? t('line.save') : t('line.add')}
          </TouchButton>
        </Group>
      </Stack>
    </Stack>
  );
}
