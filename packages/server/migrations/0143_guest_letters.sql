-- The mails that guests get about their stays: one for each event, and which of them a hotel has switched off.
create table notifications.guest_letters (
  tenant_id uuid not null,
  -- Also the mail's message id.
  id uuid not null,
  outlet_id uuid not null,
  kind text not null check (kind in ('CONFIRMATION', 'CHANGE', 'CANCELLATION', 'OPTION_ENDING', 'WAITLIST_OFFER')),
  -- The booking or the waitlist entry that it is about, and what makes a repeat the same letter.
  subject_id uuid not null,
  occasion text not null,
  recipient text not null,
  subject text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, kind, subject_id, occasion)
);
create index guest_letters_by_subject on notifications.guest_letters (tenant_id, subject_id);
call platform.protect('notifications.guest_letters');

create table notifications.letter_settings (
  tenant_id uuid not null,
  outlet_id uuid not null,
  kind text not null,
  is_on boolean not null,
  primary key (tenant_id, outlet_id, kind),
  foreign key (tenant_id, outlet_id) references outlets.outlets (tenant_id, id) on delete cascade
);
call platform.protect('notifications.letter_settings');
