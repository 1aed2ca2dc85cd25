import type { RoomPicture } from '@hostelry/contracts/booking-page';
import {
  ActionIcon,
  Button,
  Card,
  FileButton,
  Group,
  Image,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, request, unpack, urlOf } from '../../app/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { picturesQuery, roomTypesQuery, type RoomTypeRow } from './queries.ts';

/** The pictures of every room type, in the order in which guests see them. */
export function Pictures({ hotel }: { hotel: Hotel }) {
  const { data, error } = useQuery(roomTypesQuery(hotel.id));
  if (error) return <ErrorState error={error} />;
  return (
    <Stack>
      {data?.data.map((type) => (
        <PicturesOf key={type.id} type={type} />
      ))}
    </Stack>
  );
}

function PicturesOf({ type }: { type: RoomTypeRow }) {
  const { t } = useTranslation('booking_page');
  const client = useQueryClient();
  const { data: pictures = [] } = useQuery(picturesQuery(type.id));
  const refresh = () => client.invalidateQueries({ queryKey: picturesQuery(type.id).queryKey });
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append('alt', type.name);
      form.append('file', file);
      return unpack(await request(urlOf(`room-types/${type.id}/pictures`), { method: 'POST', body: form }));
    },
    onSettled: refresh,
  });
  const swap = useMutation({
    mutationFn: async ([one, other]: [RoomPicture, RoomPicture]) => {
      await api.patch(`room-pictures/${one.id}`, { sort_order: other.sort_order });
      await api.patch(`room-pictures/${other.id}`, { sort_order: one.sort_order });
    },
    onSettled: refresh,
  });
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {type.name}
        </Title>
        <FileButton accept="image/jpeg,image/png,image/webp" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button
              {...props}
              variant="light"
              mih={48}
              loading={upload.isPending}
              leftSection={<IconUpload size={18} aria-hidden />}
            >
              {t('pictures.upload')}
            </Button>
          )}
        </FileButton>
      </Group>
      {pictures.length === 0 && <Text c="dimmed">{t('pictures.none')}</Text>}
      {(upload.error ?? swap.error) && <ErrorState error={(upload.error ?? swap.error)!} />}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {pictures.map((picture, index) => (
          <Picture
            key={picture.id}
            picture={picture}
            onChanged={refresh}
            onEarlier={index > 0 ? () => swap.mutate([picture, pictures[index - 1]!]) : undefined}
            onLater={index < pictures.length - 1 ? () => swap.mutate([picture, pictures[index + 1]!]) : undefined}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}

interface PictureProps {
  picture: RoomPicture;
  onChanged: () => void;
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
}

function Picture({ picture, onChanged, onEarlier, onLater }: PictureProps) {
  const { t } = useTranslation('booking_page');
  const [alt, setAlt] = useState(picture.alt);
  const describe = useMutation({
    mutationFn: () => api.patch(`room-pictures/${picture.id}`, { alt }),
    onSettled: onChanged,
  });
  const remove = useMutation({ mutationFn: () => api.delete(`room-pictures/${picture.id}`), onSettled: onChanged });
  const move = (label: string, icon: React.ReactNode, act: (() => void) | undefined) => (
    <ActionIcon size={48} variant="default" aria-label={label} disabled={!act} onClick={act}>
      {icon}
    </ActionIcon>
  );
  return (
    <Stack gap="xs">
      <Image src={picture.url} alt={picture.alt} h={160} radius="md" fit="cover" />
      <TextInput
        label={t('pictures.alt')}
        value={alt}
        maxLength={200}
        onChange={({ currentTarget }) => setAlt(currentTarget.value)}
        onBlur={() => alt !== picture.alt && describe.mutate()}
      />
      <Group gap="xs">
        {move(t('pictures.earlier'), <IconArrowLeft size={18} aria-hidden />, onEarlier)}
        {move(t('pictures.later'), <IconArrowRight size={18} aria-hidden />, onLater)}
        <ActionIcon
          size={48}
          variant="light"
          color="red"
          aria-label={t('pictures.remove')}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {(describe.error ?? remove.error) && <ErrorState error={(describe.error ?? remove.error)!} />}
    </Stack>
  );
}
