import type { Feature } from '../../app/feature.ts';
import { brandsAdmin, outletsAdmin } from './admin.ts';

export const outlets: Feature = { admin: [brandsAdmin, outletsAdmin] };
