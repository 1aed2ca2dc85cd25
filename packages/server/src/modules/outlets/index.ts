import type { Module } from '../../platform/module.ts';
import { provideBrandOutlets } from '../identity/index.ts';
import { outletsOfBrands } from './queries.ts';

export { tradingOutlet, type TradingOutlet } from './trading.ts';

provideBrandOutlets(outletsOfBrands);

/** The venues: brands and their outlets, each with its time zone, currency and open business day. */
export const outletsModule: Module = { name: 'outlets' };
