/** What a feature tells the shell about itself. A feature is one file `features/<name>/screens.ts` and one line in `screens.ts`. */
import type { OutletKind } from '@hostelry/contracts/outlets';
import type { Permission, Role } from '@hostelry/contracts/permissions';
import type { Icon } from '@tabler/icons-react';
import type { QueryKey } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { AdminScreen } from './admin/entity.ts';

/** The parts of the navigation, in order. */
export const GROUPS = [
  'today',
  'front_desk',
  'housekeeping',
  'revenue',
  'accounts',
  'restaurant',
  'machines',
  'catalogue',
  'organisation',
  'operations',
] as const;
export type Group = (typeof GROUPS)[number];

export interface Screen {
  /** Absolute and unique, `$id` for parameters: `/reservations/$id`. */
  path: string;
  /** Translation key of the title, with its namespace: `floor:title`. */
  title: string;
  icon: Icon;
  group: Group;
  /** Who may open it; left out means everybody who is signed in. */
  permission?: Permission;
  /** Shown in the navigation and ⌘K unless false; screens with parameters must say false. */
  navigation?: boolean;
  /** The kinds of venue whose work it shows; the navigation opens it at the one of them last worked in. Left out means any. */
  serves?: readonly OutletKind[];
  /** Roles that land here after signing in. */
  home_of?: readonly Role[];
  /** Makes it the home only of those who work in nothing but such venues: a front desk is not a waiter. */
  home_at?: readonly OutletKind[];
  /** The screen itself, loaded when first opened: `() => import('./FloorScreen.tsx')` with a default export. */
  load: () => Promise<{ default: ComponentType }>;
}

/** A found row; its fields are those of the list's items. */
export type Found = Record<string, any>;

/** A list that ⌘K searches with `?q=`. */
export interface SearchSource {
  path: string;
  permission: Permission;
  icon: Icon;
  /** Translation key of the group heading. */
  title: string;
  label: (row: Found) => string;
  detail?: (row: Found) => string;
  /** Where choosing the row goes. */
  to: (row: Found) => string;
}

export interface Feature {
  screens?: readonly Screen[];
  admin?: readonly AdminScreen[];
  search?: readonly SearchSource[];
  /** Event type, or its beginning up to a dot, to the query keys that it makes stale. */
  invalidates?: Readonly<Record<string, readonly QueryKey[]>>;
}
