import { newId } from '../../../platform/ids.ts';
import type { DeviceMessageKind, MachineSale } from '@hostelry/contracts';

/** A message that the machine wants to send. */
export interface Spoken {
  kind: DeviceMessageKind;
  envelope: { id: string; boot: number; seq: number; ts: string; data: Record<string, unknown> };
}

interface Drink {
  name: string;
  price_minor: number;
  beans_g: number;
  milk_ml: number;
  chocolate_g: number;
}

export const DRINKS: readonly Drink[] = [
  { name: 'Espresso', price_minor: 160, beans_g: 8, milk_ml: 0, chocolate_g: 0 },
  { name: 'Americano', price_minor: 190, beans_g: 8, milk_ml: 0, chocolate_g: 0 },
  { name: 'Cappuccino', price_minor: 270, beans_g: 8, milk_ml: 120, chocolate_g: 1 },
  { name: 'Latte', price_minor: 290, beans_g: 8, milk_ml: 180, chocolate_g: 0 },
  { name: 'Flat white', price_minor: 300, beans_g: 16, milk_ml: 130, chocolate_g: 0 },
  { name: 'Hot chocolate', price_minor: 250, beans_g: 0, milk_ml: 200, chocolate_g: 25 },
];

const BINS = { beans_g: 1_200, milk_ml: 5_000, chocolate_g: 800, water_l: 8 } as const;
const PAYMENTS = ['CARD', 'CARD', 'CARD', 'QR', 'CASH'] as const;
const REFILL_BELOW = 0.15;

/** A coffee machine that heats, brews, empties its hoppers and is refilled; the same random numbers give the same day. */
export class SimulatedMachine {
  readonly #boot: number;
  readonly #random: () => number;
  #seq = 0;
  #cups = 0;
  #boiler_c = 92;
  #pressure_bar = 9;
  #bins: Record<keyof typeof BINS, number> = { ...BINS };

  constructor(boot: number, random: () => number) {
    this.#boot = boot;
    this.#random = random;
    this.#cups = Math.floor(random() * 20_000);
    for (const bin of Object.keys(BINS) as (keyof typeof BINS)[]) this.#bins[bin] = BINS[bin] * (0.4 + random() * 0.6);
  }

  birth(): Spoken {
    return this.#say('birth', { firmware: '4.2.0', drinks: DRINKS.map((drink) => drink.name), bins: BINS });
  }

  /** What the broker is to say when the line is cut. */
  lastWill(): Spoken {
    return this.#say('state', { online: false, reason: 'connection lost' });
  }

  goodbye(): Spoken {
    return this.#say('state', { online: false, reason: 'switched off' });
  }

  /** Some seconds of the machine's life: readings always, a drink now and then, and what follows from it. */
  live(): Spoken[] {
    const spoken: Spoken[] = [];
    this.#boiler_c += (92 - this.#boiler_c) * 0.3 + (this.#random() - 0.5);
    this.#pressure_bar += (9 - this.#pressure_bar) * 0.3 + (this.#random() - 0.5) * 0.4;
    if (this.#random() < 0.07) spoken.push(...this.#sell());
    spoken.push(
      this.#say('telemetry', {
        boiler_c: round(this.#boiler_c, 1),
        pressure_bar: round(this.#pressure_bar, 2),
        cups_total: this.#cups,
        ...Object.fromEntries(Object.entries(this.#bins).map(([bin, level]) => [bin, round(level, 1)])),
      }),
    );
    return spoken;
  }

  #sell(): Spoken[] {
    const drink = DRINKS[Math.floor(this.#random() * DRINKS.length)]!;
    const quantity = this.#random() < 0.2 ? 2 : 1;
    this.#cups += quantity;
    this.#bins.beans_g -= drink.beans_g * quantity;
    this.#bins.milk_ml -= drink.milk_ml * quantity;
    this.#bins.chocolate_g -= drink.chocolate_g * quantity;
    this.#bins.water_l -= 0.15 * quantity;
    this.#boiler_c -= 2.5;
    const sale: MachineSale = {
      device_order_id: `${this.#boot}-${this.#cups}`,
      items: [{ name: drink.name, quantity, price_minor: drink.price_minor }],
      payment_method: PAYMENTS[Math.floor(this.#random() * PAYMENTS.length)]!,
      amount_minor: drink.price_minor * quantity,
    };
    return [this.#say('sale', { ...sale }), this.#binLevels(), ...this.#refill()];
  }

  #refill(): Spoken[] {
    const low = (Object.keys(BINS) as (keyof typeof BINS)[]).filter(
      (bin) => this.#bins[bin] < BINS[bin] * REFILL_BELOW,
    );
    for (const bin of low) this.#bins[bin] = BINS[bin];
    return low.length > 0 ? [this.#say('event', { type: 'bins_refilled', bins: low }), this.#binLevels()] : [];
  }

  #binLevels(): Spoken {
    return this.#say(
      'bins',
      Object.fromEntries(
        Object.entries(this.#bins).map(([bin, level]) => [
          bin,
          { level: round(level, 1), capacity: BINS[bin as keyof typeof BINS] },
        ]),
      ),
    );
  }

  #say(kind: DeviceMessageKind, data: Record<string, unknown>): Spoken {
    this.#seq += 1;
    return { kind, envelope: { id: newId(), boot: this.#boot, seq: this.#seq, ts: new Date().toISOString(), data } };
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
