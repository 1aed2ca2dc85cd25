import { Type, type Static } from 'typebox';
import { Body, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { PERMISSIONS, ROLES } from './permissions.ts';

export const LANGUAGES = ['en', 'hi', 'es', 'fr', 'de', 'ar'] as const;
export const GRANT_SCOPES = ['TENANT', 'BRAND', 'OUTLET'] as const;

export const Email = Type.String({ format: 'email', maxLength: 200 });
export const Username = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{1,49}$',
  description: '2 to 50 letters, digits, dots, dashes',
});
export const Password = Type.String({ minLength: 8, maxLength: 200 });
const GivenPassword = Type.String({ minLength: 1, maxLength: 200 });
const Language = OneOf(LANGUAGES);
const Token = Type.String({ minLength: 1, maxLength: 4_000 });

export const GrantShape = Type.Object(
  {
    role: OneOf(ROLES),
    scope: OneOf(GRANT_SCOPES),
    scope_id: Type.Optional(Nullable(Id)),
  },
  { additionalProperties: false },
);

// Signing in

export const SignInBody = Body({
  email: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  username: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  password: GivenPassword,
});
export const StaffSignInBody = Body({
  username: Type.String({ minLength: 1, maxLength: 200 }),
  password: GivenPassword,
});
export const RegisterBody = Body({
  tenant_name: Name,
  name: Name,
  email: Email,
  password: Password,
  language: Type.Optional(Language),
});
export const RefreshBody = Body({ refresh: Token });
export const VerifyBody = Body({ token: Token });

export const SignedInUser = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  username: Nullable(Type.String()),
  roles: Type.Array(OneOf(ROLES)),
  permissions: Type.Array(OneOf(PERMISSIONS)),
  grants: Type.Array(GrantShape),
  language: Type.String(),
  tenant_id: Id,
  tenant_name: Type.String(),
});
export const TokenPair = Type.Object({ access: Type.String(), refresh: Type.String() });
export const SignedIn = Type.Object({ ...TokenPair.properties, user: SignedInUser });
export const Registered = Type.Object({ ...SignedIn.properties, tenant: Type.Object({ id: Id, name: Type.String() }) });
export const ConsoleSignedIn = Type.Object({ access: Type.String(), csrf_token: Type.String(), user: SignedInUser });
export const VerifiedToken = Type.Object({ kind: Type.String(), principal_id: Id, tenant_id: Id, expires_at: Instant });

// Guests sign in by a code on their phone

const Whose = {
  outlet_id: Type.Optional(Id),
  tenant_id: Type.Optional(Id),
};
const Phone = Type.String({ minLength: 4, maxLength: 40, description: 'With country code, such as +351 912 345 678' });
export const RequestOtpBody = Body({ phone: Phone, ...Whose });
export const VerifyOtpBody = Body({
  phone: Phone,
  code: Type.String({ pattern: '^[0-9]{6}$' }),
  name: Type.Optional(Name),
  ...Whose,
});
export const OtpRequested = Type.Object({ phone: Type.String(), expires_at: Instant });
export const CustomerSignedIn = Type.Object({
  ...TokenPair.properties,
  customer: Type.Object({ id: Id, name: Nullable(Type.String()), phone: Type.String(), tenant_id: Id }),
});

// Me

export const Me = Type.Object({
  kind: Type.String(),
  id: Id,
  name: Type.String(),
  email: Nullable(Type.String()),
  username: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  roles: Type.Array(OneOf(ROLES)),
  permissions: Type.Array(OneOf(PERMISSIONS)),
  grants: Type.Array(GrantShape),
  language: Type.String(),
  tenant_id: Id,
  tenant_name: Type.String(),
});
export const UpdateMeBody = Body({
  name: Type.Optional(Name),
  language: Type.Optional(Language),
  current_password: Type.Optional(GivenPassword),
  new_password: Type.Optional(Password),
});
export const SessionShape = Type.Object({
  id: Id,
  is_current: Type.Boolean(),
  is_console: Type.Boolean(),
  user_agent: Nullable(Type.String()),
  ip: Nullable(Type.String()),
  created_at: Instant,
  last_used_at: Instant,
  expires_at: Instant,
});
export const DemoAccount = Type.Object({
  label: Type.String(),
  email: Type.String(),
  username: Type.String(),
  password: Type.String(),
  role: OneOf(ROLES),
});

// People and their roles

export const UserShape = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  username: Nullable(Type.String()),
  language: Type.String(),
  is_active: Type.Boolean(),
  roles: Type.Array(OneOf(ROLES)),
  grants: Type.Array(GrantShape),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});
export const CreateUserBody = Body({
  name: Name,
  email: Email,
  username: Type.Optional(Nullable(Username)),
  password: Type.Optional(Password),
  language: Type.Optional(Language),
  is_active: Type.Optional(Type.Boolean()),
  grants: Type.Optional(Type.Array(GrantShape, { maxItems: 100 })),
});
export const UpdateUserBody = Body({
  name: Type.Optional(Name),
  email: Type.Optional(Email),
  username: Type.Optional(Nullable(Username)),
  password: Type.Optional(Password),
  language: Type.Optional(Language),
  is_active: Type.Optional(Type.Boolean()),
  grants: Type.Optional(Type.Array(GrantShape, { maxItems: 100 })),
  version: Type.Optional(Type.Integer()),
});
export const RoleShape = Type.Object({ role: OneOf(ROLES), permissions: Type.Array(OneOf(PERMISSIONS)) });

// Keys of integrations

export const ApiKeyShape = Type.Object({
  id: Id,
  name: Type.String(),
  prefix: Type.String(),
  scopes: Type.Array(OneOf(PERMISSIONS)),
  outlet_ids: Nullable(Type.Array(Id)),
  created_by: Id,
  created_at: Instant,
  last_used_at: Nullable(Instant),
  expires_at: Nullable(Instant),
  revoked_at: Nullable(Instant),
});
export const CreatedApiKey = Type.Object({
  ...ApiKeyShape.properties,
  secret: Nullable(Type.String({ description: 'Shown in this reply only' })),
});
export const CreateApiKeyBody = Body({
  name: Name,
  scopes: Type.Array(OneOf(PERMISSIONS), { minItems: 1, uniqueItems: true }),
  outlet_ids: Type.Optional(Nullable(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }))),
  expires_at: Type.Optional(Nullable(Instant)),
});

// Feature flags

export const FlagKey = Type.String({ pattern: '^[a-z][a-z0-9_.-]{1,62}$' });
export const FlagShape = Type.Object({
  id: Id,
  key: Type.String(),
  description: Type.String(),
  is_enabled: Type.Boolean(),
  outlet_ids: Nullable(Type.Array(Id)),
  version: Type.Integer(),
  updated_at: Instant,
});
const FlagSetting = {
  description: Type.Optional(Type.String({ maxLength: 500 })),
  is_enabled: Type.Optional(Type.Boolean()),
  outlet_ids: Type.Optional(Nullable(Type.Array(Id, { maxItems: 500, uniqueItems: true }))),
  version: Type.Optional(Type.Integer()),
};
export const CreateFlagBody = Body({ key: FlagKey, ...FlagSetting });
export const SetFlagBody = Body(FlagSetting);
export const EvaluatedFlags = Type.Record(Type.String(), Type.Boolean());

// What was done, and what could not be done

export const AuditEntryShape = Type.Object({
  id: Id,
  occurred_at: Instant,
  action: Type.String(),
  entity_type: Type.String(),
  entity_id: Nullable(Type.String()),
  outlet_id: Nullable(Id),
  actor_kind: Type.String(),
  actor_id: Id,
  actor_name: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  ip: Nullable(Type.String()),
  request_id: Nullable(Type.String()),
});
export const ParkedEventShape = Type.Object({
  id: Id,
  subscription: Type.String(),
  event_position: Type.Integer(),
  event_type: Nullable(Type.String()),
  attempts: Type.Integer(),
  error: Type.String(),
  parked_at: Instant,
  resolved_at: Nullable(Instant),
});

export type SignedInUser = Static<typeof SignedInUser>;
export type UserShape = Static<typeof UserShape>;
export type UpdateUserBody = Static<typeof UpdateUserBody>;
export type CreateUserBody = Static<typeof CreateUserBody>;
export type DemoAccount = Static<typeof DemoAccount>;
