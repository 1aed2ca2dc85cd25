import type { Allergen } from '@hostelry/contracts';
import { addItem, addModifierGroup, addSection, addTaxRate } from '../modules/menu/index.ts';
import type { Tx } from '../platform/transaction.ts';

/** A dish: name, price, station, what it is, and its allergens. */
type Dish = readonly [
  name: string,
  price_minor: number,
  station: 'hot' | 'cold' | 'bar',
  description: string,
  allergens: readonly Allergen[],
];

interface Category {
  name: string;
  is_alcohol?: boolean;
  dishes: readonly Dish[];
}

const TASCA: readonly Category[] = [
  {
    name: 'Petiscos',
    dishes: [
      ['Couvert', 350, 'cold', 'Sourdough, olives, whipped butter', ['GLUTEN', 'MILK']],
      ['Caldo Verde', 480, 'hot', 'Kale and potato soup with chouriço', ['SULPHITES']],
      ['Pastéis de Bacalhau', 690, 'hot', 'Salt cod fritters, four pieces', ['FISH', 'EGGS', 'GLUTEN']],
      ['Peixinhos da Horta', 650, 'hot', 'Green beans in light batter', ['GLUTEN', 'EGGS']],
      ['Ameijoas à Bulhão Pato', 1_490, 'hot', 'Clams, garlic, coriander, white wine', ['MOLLUSCS', 'SULPHITES']],
      ['Polvo em Vinagrete', 1_150, 'cold', 'Octopus salad with onion and parsley', ['MOLLUSCS', 'SULPHITES']],
      ['Pica-Pau', 1_290, 'hot', 'Beef strips, pickles, beer and mustard sauce', ['MUSTARD', 'GLUTEN', 'SULPHITES']],
      ['Tábua de Queijos', 1_380, 'cold', 'Serra, São Jorge and Azeitão with quince', ['MILK']],
      ['Salada de Tomate', 720, 'cold', 'Tomato, oregano, red onion, olive oil', []],
    ],
  },
  {
    name: 'From the sea',
    dishes: [
      ['Bacalhau à Brás', 1_650, 'hot', 'Shredded cod, straw potatoes, egg, olives', ['FISH', 'EGGS']],
      ['Polvo à Lagareiro', 2_180, 'hot', 'Roast octopus, smashed potatoes, garlic oil', ['MOLLUSCS']],
      [
        'Arroz de Marisco',
        2_450,
        'hot',
        'Soupy rice with prawns, clams and crab',
        ['CRUSTACEANS', 'MOLLUSCS', 'CELERY', 'SULPHITES'],
      ],
      ['Sardinhas Assadas', 1_390, 'hot', 'Grilled sardines, peppers, corn bread', ['FISH', 'GLUTEN']],
      ['Robalo Grelhado', 2_090, 'hot', 'Grilled sea bass, greens, lemon', ['FISH']],
      [
        'Cataplana de Peixe',
        2_380,
        'hot',
        'Fish stew from the copper pan',
        ['FISH', 'CRUSTACEANS', 'CELERY', 'SULPHITES'],
      ],
      ['Atum Braseado', 2_240, 'hot', 'Seared tuna, sesame, black-eyed peas', ['FISH', 'SESAME']],
    ],
  },
  {
    name: 'From the land',
    dishes: [
      ['Bife à Portuguesa', 2_150, 'hot', 'Steak, ham, egg, wine sauce, chips', ['EGGS', 'MILK', 'SULPHITES']],
      ['Carne de Porco à Alentejana', 1_780, 'hot', 'Pork and clams with fried potatoes', ['MOLLUSCS', 'SULPHITES']],
      ['Frango Piri-Piri', 1_420, 'hot', 'Half a chicken from the charcoal', []],
      ['Arroz de Pato', 1_690, 'hot', 'Oven-baked duck rice with chouriço', ['SULPHITES', 'CELERY']],
      ['Bochechas de Porco', 1_840, 'hot', 'Pork cheeks in red wine, celeriac', ['SULPHITES', 'CELERY', 'MILK']],
      ['Feijoada de Legumes', 1_290, 'hot', 'Bean and vegetable stew', ['CELERY']],
      ['Cogumelos com Ovo', 1_180, 'hot', 'Wild mushrooms, slow egg, truffle oil', ['EGGS']],
      [
        'Francesinha da Graça',
        1_560,
        'hot',
        'Steak sandwich, melted cheese, beer sauce',
        ['GLUTEN', 'MILK', 'EGGS', 'MUSTARD'],
      ],
    ],
  },
  {
    name: 'Desserts',
    dishes: [
      ['Pastel de Nata', 220, 'cold', 'Custard tart, cinnamon', ['GLUTEN', 'MILK', 'EGGS']],
      ['Arroz Doce', 420, 'cold', 'Rice pudding with lemon', ['MILK', 'EGGS']],
      ['Mousse de Chocolate', 480, 'cold', 'Dark chocolate, sea salt', ['EGGS', 'MILK', 'SOYA']],
      ['Toucinho do Céu', 520, 'cold', 'Almond and egg-yolk cake', ['NUTS', 'EGGS']],
      ['Pêra Bêbeda', 490, 'cold', 'Pear in red wine', ['SULPHITES']],
      ['Gelado da Casa', 450, 'cold', 'Two scoops, made here', ['MILK']],
    ],
  },
  {
    name: 'Drinks',
    dishes: [
      ['Água 75 cl', 280, 'bar', 'Still or sparkling', []],
      ['Limonada', 380, 'bar', 'Lemon, mint, a little sugar', []],
      ['Sumo de Laranja', 420, 'bar', 'Pressed when you order', []],
      ['Bica', 120, 'bar', 'Espresso', []],
    ],
  },
  {
    name: 'Drinks',
    is_alcohol: true,
    dishes: [
      ['Imperial 20 cl', 250, 'bar', 'Draught lager', ['GLUTEN']],
      ['Vinho Verde (glass)', 450, 'bar', 'Loureiro, Lima valley', ['SULPHITES']],
      ['Douro Tinto (glass)', 520, 'bar', 'Touriga Nacional, two years in oak', ['SULPHITES']],
      ['Douro Tinto (bottle)', 2_200, 'bar', 'Touriga Nacional, two years in oak', ['SULPHITES']],
      ['Porto Tawny 10', 690, 'bar', 'Ten years old, 6 cl', ['SULPHITES']],
      ['Ginjinha', 320, 'bar', 'Sour-cherry liqueur in a chocolate cup', ['SOYA']],
    ],
  },
];

export interface TaxRates {
  food: string;
  alcohol: string;
}

/** Portugal's rates for restaurants; menu prices contain them. */
export async function seedTaxRates(tx: Tx): Promise<TaxRates> {
  const food = await addTaxRate(tx, { name: 'IVA 13 %', rate_bp: 1_300, is_inclusive: true });
  const alcohol = await addTaxRate(tx, { name: 'IVA 23 %', rate_bp: 2_300, is_inclusive: true });
  return { food: food.id, alcohol: alcohol.id };
}

/** Writes the menu of the tavern: five categories, forty items, three stations. */
export async function seedTascaMenu(tx: Tx, outlet_id: string, rates: TaxRates): Promise<void> {
  const station = async (name: string, sort_order: number) =>
    (await addSection(tx, 'menu.stations', { outlet_id, name, sort_order })).id;
  const stations = {
    hot: await station('Hot kitchen', 1),
    cold: await station('Cold kitchen', 2),
    bar: await station('Bar', 3),
  };
  const doneness = await addModifierGroup(tx, {
    outlet_id,
    name: 'How done',
    min_choices: 1,
    max_choices: 1,
    modifiers: [{ name: 'Rare' }, { name: 'Medium' }, { name: 'Well done' }],
  });
  const sides = await addModifierGroup(tx, {
    outlet_id,
    name: 'Extra sides',
    max_choices: 3,
    modifiers: [
      { name: 'Chips', price_minor: 300 },
      { name: 'Rice', price_minor: 250 },
      { name: 'Green salad', price_minor: 350 },
    ],
  });
  const groups: Record<string, string[]> = {
    'Bife à Portuguesa': [doneness.id, sides.id],
    'Frango Piri-Piri': [sides.id],
    'Robalo Grelhado': [sides.id],
  };
  const categories = new Map<string, string>();
  let sort_order = 0;
  for (const { name, is_alcohol, dishes } of TASCA) {
    if (!categories.has(name))
      categories.set(
        name,
        (await addSection(tx, 'menu.categories', { outlet_id, name, sort_order: categories.size + 1 })).id,
      );
    for (const [dish, price_minor, at, description, allergens] of dishes) {
      sort_order += 1;
      await addItem(tx, {
        outlet_id,
        category_id: categories.get(name)!,
        station_id: stations[at],
        tax_rate_id: is_alcohol ? rates.alcohol : rates.food,
        name: dish,
        price_minor,
        description,
        allergens: [...allergens],
        sort_order,
        modifier_group_ids: groups[dish],
      });
    }
  }
}

const COFFEES: readonly [
  name: string,
  price_minor: number,
  description: string,
  allergens: readonly Allergen[],
  takes_milk: boolean,
][] = [
  ['Espresso', 120, 'Bica, the house blend', [], false],
  ['Double Espresso', 200, 'Two shots', [], false],
  ['Americano', 170, 'Espresso and hot water', [], false],
  ['Macchiato', 150, 'Espresso with a spoon of foam', ['MILK'], true],
  ['Cappuccino', 280, 'Espresso, steamed milk, foam', ['MILK'], true],
  ['Flat White', 300, 'Double ristretto, thin foam', ['MILK'], true],
  ['Caffè Latte', 310, 'Espresso and plenty of milk', ['MILK'], true],
  ['Galão', 220, 'Portuguese latte in a tall glass', ['MILK'], true],
  ['Mocha', 350, 'Chocolate, espresso, milk', ['MILK', 'SOYA'], true],
  ['Hot Chocolate', 320, 'Dark chocolate and milk', ['MILK', 'SOYA'], true],
  ['Chai Latte', 340, 'Spiced tea and milk', ['MILK'], true],
  ['Pastel de Nata', 160, 'Custard tart, cinnamon', ['GLUTEN', 'MILK', 'EGGS'], false],
];

/** Writes the menu of the café: what its machines make, and a tart. */
export async function seedCafeMenu(tx: Tx, outlet_id: string, rates: TaxRates): Promise<void> {
  const coffee = await addSection(tx, 'menu.categories', { outlet_id, name: 'Coffee', sort_order: 1 });
  const counter = await addSection(tx, 'menu.categories', { outlet_id, name: 'Counter', sort_order: 2 });
  const bar = await addSection(tx, 'menu.stations', { outlet_id, name: 'Coffee bar', sort_order: 1 });
  const milk = await addModifierGroup(tx, {
    outlet_id,
    name: 'Milk',
    max_choices: 1,
    modifiers: [
      { name: 'Whole milk' },
      { name: 'Oat drink', price_minor: 40 },
      { name: 'Lactose-free', price_minor: 20 },
    ],
  });
  for (const [index, [name, price_minor, description, allergens, takes_milk]] of COFFEES.entries()) {
    const isTart = name === 'Pastel de Nata';
    await addItem(tx, {
      outlet_id,
      category_id: isTart ? counter.id : coffee.id,
      station_id: isTart ? null : bar.id,
      tax_rate_id: rates.food,
      name,
      price_minor,
      description,
      allergens: [...allergens],
      sort_order: index + 1,
      modifier_group_ids: takes_milk ? [milk.id] : [],
    });
  }
}
