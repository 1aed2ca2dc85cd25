/**
 * Every refusal the API can give, with its HTTP status and the sentence a person reads.
 * A code is a promise to integrators: add codes, never change what one means.
 */
export const ERRORS = {
  // The request itself
  BAD_INPUT: { status: 400, message: 'The request is not well formed.' },
  UNAUTHENTICATED: { status: 401, message: 'Sign in first.' },
  BAD_CREDENTIALS: { status: 401, message: 'The name or password is not right.' },
  TOKEN_INVALID: { status: 401, message: 'This token is not valid any more.' },
  TOKEN_REUSED: {
    status: 401,
    message: 'This refresh token was used before, so all sessions of its family are closed.',
  },
  CSRF: { status: 403, message: 'The request did not carry the session’s CSRF token.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this here.' },
  NOT_FOUND: { status: 404, message: 'There is nothing here under that id.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests; try again later.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'This content type is not accepted here.' },

  // Conflicts with what is already so
  CONFLICT: { status: 409, message: 'This clashes with something that already exists.' },
  DUPLICATE: { status: 409, message: 'That already exists.' },
  STALE_VERSION: { status: 409, message: 'Somebody changed this first; look again and retry.' },
  ILLEGAL_TRANSITION: { status: 409, message: 'That step is not possible from the present status.' },
  IDEMPOTENCY_MISMATCH: { status: 409, message: 'This Idempotency-Key was used with another request.' },
  IN_USE: { status: 409, message: 'Other records still refer to this.' },

  // Rules of the house
  RULE_VIOLATION: { status: 422, message: 'A rule of the house refuses this.' },
  REFERENCE_NOT_FOUND: { status: 422, message: 'The request refers to something that does not exist.' },
  VALUE_OUT_OF_RANGE: { status: 422, message: 'A value is outside the allowed range.' },

  // Rooms
  SOLD_OUT: { status: 409, message: 'There are not enough rooms on every night of the stay.' },
  NIGHTS_NOT_LOADED: {
    status: 422,
    message: 'The inventory calendar does not reach over the whole stay; preload it first.',
  },
  STAY_IN_PAST: { status: 422, message: 'The stay starts before the property’s business date.' },

  RESTRICTED: { status: 422, message: 'A restriction closes this stay to sale.' },
  QUOTE_EXPIRED: { status: 409, message: 'This quote has run out; ask for a new one.' },
  HOLD_EXPIRED: { status: 409, message: 'The time for which these rooms were held has run out.' },
  NO_PRICE: { status: 422, message: 'This rate plan has no price for every night of the stay.' },
  RATE_CYCLE: { status: 422, message: 'A rate plan cannot be derived from itself, not even by way of others.' },
  ROOM_TAKEN: { status: 409, message: 'The room is taken on a night of the stay.' },
  ROOM_NOT_READY: { status: 422, message: 'The room is not ready for a guest.' },
  BLOCK_NOT_CONFIRMED: { status: 409, message: 'Only a confirmed block can be picked up from.' },

  // Business days and folios
  DAY_CLOSED: { status: 409, message: 'This business day is closed; nothing can be written to it any more.' },
  FOLIO_CLOSED: { status: 409, message: 'This folio is closed; only a corrective invoice can change it.' },
  BALANCE_DUE: { status: 409, message: 'The guest’s account is not settled.' },
  REFUND_TOO_LARGE: { status: 422, message: 'No more can be given back than was paid.' },
  ALREADY_CORRECTED: { status: 409, message: 'This posting was already moved or taken back.' },
  NOTHING_TO_INVOICE: { status: 409, message: 'Nothing on this window is left to invoice.' },
  CREDIT_LIMIT: { status: 422, message: 'This would go beyond the credit limit.' },

  // Orders and money
  ITEM_UNAVAILABLE: { status: 422, message: 'An item on the order is not available now.' },
  ORDER_SETTLED: { status: 409, message: 'Nothing is left to pay on this order.' },
  PAYMENT_DECLINED: { status: 422, message: 'The card was declined.' },
  AMOUNT_MISMATCH: { status: 422, message: 'The amount does not fit what is due.' },

  // Sign-in by one-time code
  OTP_INVALID: { status: 401, message: 'The code is not right or no longer valid.' },
  OTP_TOO_MANY: { status: 429, message: 'Too many codes were asked for; wait before trying again.' },

  // Devices
  PROVISIONING_REFUSED: { status: 401, message: 'The provisioning key is not valid.' },
  SALE_MISMATCH: { status: 409, message: 'This machine order was uploaded before with another content.' },

  // The server
  BUSY: { status: 503, message: 'The house is busy; try again in a moment.' },
  UNAVAILABLE: { status: 503, message: 'A part that this needs is not available.' },
  INTERNAL: { status: 500, message: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;
