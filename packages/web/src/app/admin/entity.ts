/** The declarative description of an administered entity; `AdminPage` turns it into a whole screen. */
import type { OutletKind } from '@hostelry/contracts/outlets';
import type { Permission } from '@hostelry/contracts/permissions';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { StatusKind } from '../../ui/status.ts';
import type { Group } from '../feature.ts';

/** A row as the API gives it. */
export type Row = Record<string, any> & { id: string };

export interface AdminColumn {
  /** The field; its header is the translation `fields:<name>`. */
  name: string;
  sortable?: boolean;
  align?: 'start' | 'end';
  /** How the value shows; plain text unless said. `status:<kind>` is a badge of that kind, `choice` a translated constant. */
  as?:
    | 'text'
    | 'number'
    | 'money'
    | 'date'
    | 'time'
    | 'code'
    | 'list'
    | 'roles'
    | 'choice'
    | 'basis_points'
    | 'yes_no'
    | 'active'
    | 'availability'
    | 'online'
    | 'flag'
    | `status:${StatusKind}`;
  render?: (row: Row) => ReactNode;
  /** Left out on phones. */
  minor?: boolean;
}

/** Fixed options, or the rows of another list, such as the brands of an outlet. */
export type Options =
  | { values: readonly string[]; text?: (value: string) => string }
  | { path: string; label?: (row: Row) => string; of_outlet?: boolean };

export interface AdminFilter {
  name: string;
  options: Options;
}

export interface AdminField {
  name: string;
  as?:
    | 'text'
    | 'email'
    | 'phone'
    | 'password'
    | 'textarea'
    | 'integer'
    | 'decimal'
    | 'money'
    | 'yes_no'
    | 'select'
    | 'choices'
    | 'grants'
    | 'instant';
  options?: Options;
  required?: boolean;
  /** Value in a new form. */
  initial?: unknown;
  /** When the field is asked: always unless said. */
  when?: 'create' | 'edit';
  min?: number;
  max?: number;
  /** An emptied field is written as null instead of as empty text. */
  nullable?: boolean;
  /** Explained below the field by `fields:<name>_hint`. */
  hint?: boolean;
  /** Takes the current outlet and is not asked where one is chosen. */
  from_outlet?: boolean;
}

export interface AdminAction {
  name: string;
  icon: Icon;
  color?: string;
  permission?: Permission;
  /** Asks before it acts, with `admin:actions.<name>_confirm`. */
  confirm?: boolean;
  shown?: (row: Row) => boolean;
  run: (row: Row) => Promise<unknown>;
}

/** What the navigation knows of an entity before its page is opened; the declaration itself arrives with the page. */
export interface AdminScreen {
  /** Also the last part of the address, `/admin/<name>`, and the entity's own name. */
  name: string;
  icon: Icon;
  group: Group;
  permission: Permission;
  /** The kinds of venue that have such things; left out means any. */
  serves?: readonly OutletKind[];
  load: () => Promise<AdminEntity>;
}

export interface AdminEntity {
  /** Words: `admin:<name>.title|one|hint|none`. */
  name: string;
  /** List path of the API, such as `menu/items`. */
  path: string;
  permission: Permission;
  /** Who may create, edit and remove; left out makes the page read-only. */
  manage?: Permission;
  columns: readonly AdminColumn[];
  filters?: readonly AdminFilter[];
  searchable?: boolean;
  sort?: string;
  csv?: boolean;
  /** The list is of one outlet: the chosen outlet filters it as `outlet_id`. */
  of_outlet?: boolean;
  form?: readonly AdminField[];
  can?: { create?: boolean; edit?: boolean; remove?: boolean };
  /** The write carries `version`, so a lost race is refused instead of overwritten. */
  versioned?: boolean;
  actions?: readonly AdminAction[];
  /** Lists shown inside an opened row: the outlets of a brand. `by` is the filter that holds the row's id. */
  children?: readonly { entity: () => AdminEntity; by: string }[];
  /** Something richer than fields inside an opened row, such as an audit entry's before and after. */
  Detail?: ComponentType<{ row: Row }>;
  /** The field of a creation's reply that is shown once, such as an API key's secret. */
  secret?: string;
  /** Where the single thing lives when it is not `<path>/<id>`. */
  item?: (row: Row) => string;
  /** The label of a row in titles and pickers; `name` unless said. */
  label?: (row: Row) => string;
}

/** What a row is called in a title, a confirmation or a picker. */
export const labelOf = (entity: AdminEntity, row: Row): string => entity.label?.(row) ?? String(row.name ?? row.id);

/** The address of one thing in the API. */
export const itemPath = (entity: AdminEntity, row: Row) => entity.item?.(row) ?? `${entity.path}/${row.id}`;
