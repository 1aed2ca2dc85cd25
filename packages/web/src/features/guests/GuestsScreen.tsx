import { Badge, Button, Chip, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconBan, IconPlus, IconStar, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { guestsQuery, type GuestListRow, type GuestProfile } from './queries.ts';

/** The guests of a hotel. */
export default function GuestsScreen() {
  return <HotelOnly>{(hotel) => <Guests key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

interface Address {
  q?: string;
  vip?: string;
  blacklisted?: string;
}

function Guests({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('guests');
  const navigate = useNavigate();
  const address = useSearch({ strict: false }) as Address;
  const change = (part: Address) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: true });
  const mayAdd = useMay('guests.manage');
  const [adding, setAdding] = useState(false);
  useShortcut('n', 'guests:new', mayAdd ? () => setAdding(true) : undefined);
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...guestsQuery({
      outlet_id: hotel.id,
      words: address.q,
      vip_level: address.vip ? 1 : undefined,
      is_blacklisted: address.blacklisted ? true : undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const open = (id: string) => void navigate({ to: `/guests/${id}` as never, search: { outlet: hotel.id } as never });
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={hotel.name}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={!mayAdd}
            title={mayAdd ? undefined : t('may_not')}
            onClick={() => setAdding(true)}
          >
            {t('new')}
          </Button>
        }
      />
      <Group gap="xs" mb="sm">
        <SearchInput
          value={address.q ?? ''}
          onChange={(q) => change({ q: q || undefined } as Address)}
          label={t('search')}
          clearLabel={t('clear')}
          width={300}
        />
        {(['vip', 'blacklisted'] as const).map((name) => (
          <Chip
            key={name}
            size="md"
            checked={Boolean(address[name])}
            onChange={(on) => change({ [name]: on ? '1' : undefined } as Address)}
          >
            {t(`filters.${name}`)}
          </Chip>
        ))}
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t('title')}
        columns={useColumns()}
        rows={rows}
        rowKey={({ id }) => id}
        onRow={({ id }) => open(id)}
        loading={isPending}
        empty={
          <EmptyState
            icon={IconUsers}
            title={t(address.q || address.vip || address.blacklisted ? 'nothing_fits' : 'empty')}
            hint={t('empty_hint')}
          />
        }
      />
      {hasNextPage && (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" mih={48} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('new')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <NewGuest outlet_id={hotel.id} onDone={open} />
      </Modal>
    </>
  );
}

function useColumns(): DataColumn<GuestListRow>[] {
  const { t } = useTranslation('guests');
  return [
    {
      name: 'name',
      header: t('fields.name'),
      cell: ({ name, code }) => (
        <>
          <Text fw={600} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            <bdi>{code}</bdi>
          </Text>
        </>
      ),
    },
    {
      name: 'contact',
      header: t('fields.contact'),
      minor: true,
      cell: ({ email, phone }) => (
        <Text size="sm">
          <bdi>{email ?? phone}</bdi>
        </Text>
      ),
    },
    { name: 'company', header: t('fields.company'), minor: true, cell: ({ company_name }) => company_name },
    { name: 'marks', header: t('fields.tags'), cell: (guest) => <GuestMarks guest={guest} /> },
  ];
}

/** What everybody at the desk must see at once. */
export function GuestMarks({ guest }: { guest: Pick<GuestListRow, 'vip_level' | 'is_blacklisted' | 'tags'> }) {
  const { t } = useTranslation('guests');
  return (
    <Group gap={4}>
      {guest.vip_level > 0 && (
        <Badge tt="none" variant="light" color="yellow" leftSection={<IconStar size={14} aria-hidden />}>
          {t('vip', { level: guest.vip_level })}
        </Badge>
      )}
      {guest.is_blacklisted && (
        <Badge tt="none" variant="light" color="red" leftSection={<IconBan size={14} aria-hidden />}>
          {t('blacklisted')}
        </Badge>
      )}
      {guest.tags.map((tag) => (
        <Badge key={tag} tt="none" variant="default">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

function NewGuest({ outlet_id, onDone }: { outlet_id: string; onDone: (id: string) => void }) {
  const { t } = useTranslation('guests');
  const [values, setValues] = useState({ name: '', email: '', phone: '' });
  const add = useMutation({
    mutationFn: () =>
      api.post<GuestProfile>('guests', {
        outlet_id,
        ...Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim())),
      }),
    onSuccess: ({ id }) => onDone(id),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (values.name.trim()) add.mutate();
      }}
    >
      <Stack>
        {(['name', 'email', 'phone'] as const).map((name) => (
          <TextInput
            key={name}
            size="md"
            label={t(`fields.${name}`)}
            required={name === 'name'}
            type={{ name: 'text', email: 'email', phone: 'tel' }[name]}
            value={values[name]}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
        {add.error && <ErrorState error={add.error} />}
        <Button type="submit" mih={48} loading={add.isPending} disabled={!values.name.trim()}>
          {t('create')}
        </Button>
      </Stack>
    </form>
  );
}
