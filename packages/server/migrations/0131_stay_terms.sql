-- The terms of cancellation of one room, where the rooms of a booking are sold under different ones; else the booking's.
alter table reservations.reservations add column cancellation_terms jsonb;
