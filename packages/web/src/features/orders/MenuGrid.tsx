import type { Menu, MenuItem } from '@hostelry/contracts';
import { Badge, Button, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconBan, IconSearch, IconToolsKitchen2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { Allergens } from './Allergens.tsx';
import { countOf, type Cart } from './cart.ts';
import classes from './orders.module.css';

interface MenuGridProps {
  menu: Menu;
  cart: Cart;
  onPick: (item: MenuItem) => void;
}

/** The menu as big buttons: a category, or whatever the search finds in all of them. */
export function MenuGrid({ menu, cart, onPick }: MenuGridProps) {
  const { t } = useTranslation('orders');
  const [category, setCategory] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const items = findItems(menu, words, category);
  const pickFirst = () => {
    const first = items.find(({ is_available }) => is_available);
    if (first) onPick(first);
    setWords('');
  };
  return (
    <div className={classes.menu}>
      <div className={classes.finder}>
        <TextInput
          data-search
          type="search"
          size="lg"
          value={words}
          aria-label={t('pad.search')}
          placeholder={t('pad.search')}
          leftSection={<IconSearch size={20} aria-hidden />}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && words.trim()) pickFirst();
            if (key === 'Escape') setWords('');
          }}
        />
        <ScrollArea type="never" offsetScrollbars={false}>
          <div className={classes.categories} role="group" aria-label={t('pad.categories')}>
            {[{ id: null, name: t('pad.all') }, ...menu.categories].map(({ id, name }) => (
              <Button
                key={id ?? 'all'}
                h={48}
                radius="xl"
                variant={category === id && !words ? 'filled' : 'default'}
                aria-pressed={category === id}
                onClick={() => {
                  setCategory(id);
                  setWords('');
                }}
              >
                {name}
              </Button>
            ))}
          </div>
        </ScrollArea>
      </div>
      {items.length === 0 && (
        <EmptyState
          icon={IconToolsKitchen2}
          title={t('pad.nothing')}
          hint={words ? t('pad.nothing_found') : t('pad.nothing_here')}
        />
      )}
      <div className={classes.items}>
        {items.map((item) => (
          <ItemButton key={item.id} item={item} count={countOf(cart, item.id)} onPick={onPick} />
        ))}
      </div>
    </div>
  );
}

function findItems(menu: Menu, words: string, category: string | null): MenuItem[] {
  const wanted = fold(words);
  if (wanted) return menu.items.filter(({ name, description }) => fold(`${name} ${description}`).includes(wanted));
  if (category) return menu.items.filter(({ category_id }) => category_id === category);
  const order = new Map(menu.categories.map(({ id }, index) => [id, index]));
  const place = ({ category_id }: MenuItem) => order.get(category_id ?? '') ?? order.size;
  return [...menu.items].sort((a, b) => place(a) - place(b));
}

/** “pate” finds “Pâté”: nobody types accents in a hurry. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

function ItemButton({ item, count, onPick }: { item: MenuItem; count: number; onPick: (item: MenuItem) => void }) {
  const { t } = useTranslation('orders');
  const { name, price_minor, allergens, is_available } = item;
  return (
    <UnstyledButton
      className={classes.item}
      disabled={!is_available}
      data-picked={count > 0 || undefined}
      onClick={() => onPick(item)}
    >
      <span className={classes.itemName}>
        <Text component="span" fw={600} lh={1.25}>
          {name}
        </Text>
        {count > 0 && (
          <Badge size="lg" circle>
            <NumberText value={count} />
          </Badge>
        )}
      </span>
      <Money minor={price_minor} c="dimmed" fz="sm" />
      {is_available ? (
        <Allergens allergens={allergens} size="xs" />
      ) : (
        <Badge color="red" variant="light" tt="none" leftSection={<IconBan size={12} aria-hidden />}>
          {t('pad.sold_out')}
        </Badge>
      )}
    </UnstyledButton>
  );
}
