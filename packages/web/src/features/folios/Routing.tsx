import {
  ActionIcon,
  Button,
  Card,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { CHARGE_CATEGORIES, type RoutingRule } from '@hostelry/contracts/folios';
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Dialog } from './Dialog.tsx';
import { FolioPicker } from './FolioPicker.tsx';
import { chargeCodesQuery, type OpenFolio } from './queries.ts';
import { useAct } from './useAct.ts';
import { useWindowChoices } from './windows.ts';

/** Where the charges of an account go by themselves. */
export function Routing({ folio }: { folio: OpenFolio }) {
  const { t } = useTranslation('folios');
  const may = useMay('folios.post') && folio.status === 'OPEN';
  const [adding, setAdding] = useState(false);
  const remove = useAct();
  return (
    <Card withBorder mt="md">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('routing.title')}
        </Title>
        <Button
          variant="light"
          mih={48}
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={!may}
          title={may ? undefined : t(folio.status === 'OPEN' ? 'not_yours' : 'closed')}
          onClick={() => setAdding(true)}
        >
          {t('routing.add')}
        </Button>
      </Group>
      {folio.routing.length === 0 && <Text c="dimmed">{t('routing.none')}</Text>}
      {folio.routing.map((rule) => (
        <Group key={rule.id} justify="space-between" wrap="nowrap" mih={48}>
          <RuleText rule={rule} folio={folio} />
          <ActionIcon
            variant="subtle"
            color="red"
            size={48}
            aria-label={t('routing.remove')}
            disabled={!may}
            loading={remove.isPending && remove.variables?.path === `routing/${rule.id}`}
            onClick={() => remove.mutate({ path: `routing/${rule.id}`, method: 'DELETE' })}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {remove.error && <ErrorState error={remove.error} />}
      {adding && <RouteDialog folio={folio} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function RuleText({ rule, folio }: { rule: RoutingRule; folio: OpenFolio }) {
  const { t } = useTranslation('folios');
  const codes = useQuery(chargeCodesQuery(folio.outlet_id));
  const nameOf = (code: string) => codes.data?.find((each) => each.code === code)?.name ?? code;
  const what = rule.charge_codes?.map(nameOf) ?? rule.categories?.map((category) => t(`category.${category}`)) ?? null;
  return (
    <Group gap="xs">
      <Text>{what ? what.join(', ') : t('routing.everything')}</Text>
      <IconArrowRight size={16} aria-hidden />
      <Text fw={600}>
        {rule.to_folio_id === folio.id
          ? t('window', { number: rule.to_window })
          : `${rule.to_folio_name} · ${t('window', { number: rule.to_window })}`}
      </Text>
      {(rule.start_date ?? rule.end_date) && (
        <Text size="sm" c="dimmed">
          {rule.start_date && <DateText value={rule.start_date} />} –{' '}
          {rule.end_date && <DateText value={rule.end_date} />}
        </Text>
      )}
    </Group>
  );
}

const WHATS = ['CATEGORIES', 'CODES', 'EVERYTHING'] as const;
type What = (typeof WHATS)[number];

function RouteDialog({ folio, onClose }: { folio: OpenFolio; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const codes = useQuery(chargeCodesQuery(folio.outlet_id));
  const windows = useWindowChoices(folio);
  const [what, setWhat] = useState<What>('CATEGORIES');
  const [chosen, setChosen] = useState<string[]>([]);
  const [target, setTarget] = useState<string | null>(windows.find(({ value }) => value !== '1')?.value ?? 'account');
  const [folio_id, setFolio] = useState<string | null>(null);
  const [dates, setDates] = useState<{ start_date: string | null; end_date: string | null }>({
    start_date: null,
    end_date: null,
  });
  const act = useAct(onClose);
  const choices = {
    CATEGORIES: CHARGE_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })),
    CODES: (codes.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
    EVERYTHING: [],
  }[what];
  const ready = (what === 'EVERYTHING' || chosen.length > 0) && (target !== 'account' || folio_id !== null);
  return (
    <Dialog
      title={t('routing.add')}
      onClose={onClose}
      act={t('routing.add')}
      ready={ready}
      pending={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({
          path: `folios/${folio.id}/routing`,
          body: {
            ...(what === 'CATEGORIES' && { categories: chosen }),
            ...(what === 'CODES' && { charge_codes: chosen }),
            ...Object.fromEntries(Object.entries(dates).filter(([, date]) => date)),
            to_folio_id: target === 'account' ? folio_id : folio.id,
            ...(target !== 'account' && { to_window: Number(target) }),
          },
        })
      }
    >
      <SegmentedControl
        size="md"
        fullWidth
        value={what}
        data={WHATS.map((value) => ({ value, label: t(`routing.what.${value}`) }))}
        onChange={(next) => {
          setWhat(next as What);
          setChosen([]);
        }}
      />
      {what !== 'EVERYTHING' && (
        <MultiSelect
          size="md"
          searchable
          label={t(`routing.what.${what}`)}
          data={choices}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Select
        size="md"
        label={t('routing.to')}
        data={[...windows, { value: 'account', label: t('other_account') }]}
        value={target}
        onChange={setTarget}
      />
      {target === 'account' && <FolioPicker from={folio} value={folio_id} onChange={setFolio} />}
      <Stack gap="xs">
        <CivilDateInput
          size="md"
          clearable
          label={t('routing.from_day')}
          value={dates.start_date}
          onChange={(start_date) => setDates({ ...dates, start_date })}
        />
        <CivilDateInput
          size="md"
          clearable
          label={t('routing.before_day')}
          value={dates.end_date}
          onChange={(end_date) => setDates({ ...dates, end_date })}
        />
      </Stack>
    </Dialog>
  );
}
