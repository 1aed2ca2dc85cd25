-- Figures ask by arrival whatever became of the stay, and what was on the books includes nights given back since.
create index reservations_arriving on reservations.reservations (tenant_id, outlet_id, start_date);
create index reservation_nights_given_back on reservations.reservation_nights (tenant_id, room_type_id, date) where claim is null;
