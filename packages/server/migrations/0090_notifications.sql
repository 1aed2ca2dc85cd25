-- What people are told, how they want to be told, and what was sent outside the house.
create schema notifications;

create table notifications.notifications (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  -- The key of the translated sentence with what it names, and the same sentence in English.
  title_key text not null,
  params jsonb not null,
  text text not null,
  link text,
  outlet_id uuid,
  -- What it is about: the table, the machine, the booking.
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references identity.users (tenant_id, id) on delete cascade
);
create index notifications_by_person on notifications.notifications (tenant_id, user_id, created_at desc, id);
create index notifications_by_age on notifications.notifications (tenant_id, created_at);
create index notifications_by_subject on notifications.notifications (tenant_id, subject_id, kind);
-- News about the same thing renews the unread one, so a restless machine does not fill a bell.
create unique index notifications_unread_once on notifications.notifications (tenant_id, user_id, kind, subject_id) where read_at is null;
call platform.protect('notifications.notifications');

-- Only what differs from the defaults.
create table notifications.preferences (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  in_app boolean not null,
  email boolean not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, kind),
  foreign key (tenant_id, user_id) references identity.users (tenant_id, id) on delete cascade
);
call platform.protect('notifications.preferences');

-- One row per message to the outside; a job that runs twice finds it sent.
create table notifications.deliveries (
  tenant_id uuid not null,
  id uuid not null,
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null,
  attempts integer not null default 1,
  provider_id text,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  failed_at timestamptz,
  primary key (tenant_id, id)
);
create index deliveries_by_age on notifications.deliveries (tenant_id, created_at);
call platform.protect('notifications.deliveries');
