import { Type, type Static } from 'typebox';
import { Body, Id, Instant, Nullable, OneOf } from './envelope.ts';

export const NOTIFICATION_KINDS = [
  'order_waiting',
  'device_offline',
  'device_online',
  'reservation_created',
  'reservation_cancelled',
  'import_finished',
  'waitlist_fits',
  'channel_conflict',
  'webhook_disabled',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const NotificationShape = Type.Object({
  id: Id,
  kind: OneOf(NOTIFICATION_KINDS),
  title_key: Type.String({ description: 'Key of the translated title' }),
  params: Type.Record(Type.String(), Type.Unknown(), { description: 'What the translated title names' }),
  text: Type.String({ description: 'The same in English, for clients without translations' }),
  link: Nullable(Type.String()),
  outlet_id: Nullable(Id),
  created_at: Instant,
  read_at: Nullable(Instant),
});

export const PreferenceShape = Type.Object({
  kind: OneOf(NOTIFICATION_KINDS),
  in_app: Type.Boolean(),
  email: Type.Boolean(),
});
export const SetPreferencesBody = Body({
  preferences: Type.Array(
    Body({
      kind: OneOf(NOTIFICATION_KINDS),
      in_app: Type.Optional(Type.Boolean()),
      email: Type.Optional(Type.Boolean()),
    }),
    { minItems: 1, maxItems: NOTIFICATION_KINDS.length },
  ),
});

export const DevMessageShape = Type.Object({
  id: Id,
  channel: OneOf(['mail', 'sms']),
  recipient: Type.String(),
  subject: Nullable(Type.String()),
  body: Type.String(),
  created_at: Instant,
});

export type NotificationShape = Static<typeof NotificationShape>;
export type SetPreferencesBody = Static<typeof SetPreferencesBody>;

/** The mails that guests get about their stays; a hotel may switch each of them off. */
export const LETTER_KINDS = ['CONFIRMATION', 'CHANGE', 'CANCELLATION', 'OPTION_ENDING', 'WAITLIST_OFFER'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export const LetterSetting = Type.Object({ kind: OneOf(LETTER_KINDS), is_on: Type.Boolean() });
export const LetterSettings = Body({
  settings: Type.Array(Body({ kind: OneOf(LETTER_KINDS), is_on: Type.Boolean() }), {
    minItems: 1,
    maxItems: LETTER_KINDS.length,
  }),
});
