import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { boardQuery } from './queries.ts';

interface RoomSelectProps {
  hotel: Hotel;
  value: string | null;
  onChange: (room_id: string | null) => void;
  required?: boolean;
}

/** Chooses a room by its number. */
export function RoomSelect({ hotel, value, onChange, required = false }: RoomSelectProps) {
  const { t } = useTranslation('housekeeping');
  const { data: board } = useQuery(boardQuery(hotel.id));
  return (
    <Select
      label={t('room')}
      placeholder={t(required ? 'room_hint' : 'room_or_place')}
      size="md"
      searchable
      selectFirstOptionOnChange
      clearable={!required}
      required={required}
      value={value}
      onChange={onChange}
      data={
        board?.rooms.map(({ id, number, room_type_code }) => ({ value: id, label: `${number} · ${room_type_code}` })) ??
        []
      }
    />
  );
}
