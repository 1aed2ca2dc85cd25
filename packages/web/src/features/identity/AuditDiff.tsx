import { Code, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowNarrowRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../app/admin/entity.ts';
import { changesBetween, type Change } from './changes.ts';

const GLYPHS = { added: IconPlus, removed: IconMinus, changed: IconArrowNarrowRight };

/** What an audited act changed, field by field. */
export default function AuditDiff({ row }: { row: Row }) {
  const { t } = useTranslation();
  const changes = changesBetween(row.before, row.after);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('error.request_id')}{' '}
        <Code>
          <bdi>{row.request_id ?? '—'}</bdi>
        </Code>
      </Text>
      <Title order={3}>{t('audit.changes')}</Title>
      {changes.length === 0 ? (
        <Text c="dimmed">{t('audit.no_changes')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.field')}</Table.Th>
                <Table.Th>{t('audit.before')}</Table.Th>
                <Table.Th>{t('audit.after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map((change) => (
                <ChangeLine key={change.field} change={change} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const { t, i18n } = useTranslation();
  const Glyph = GLYPHS[change.kind];
  const name = i18n.exists(`fields:${change.field}`) ? t(`fields:${change.field}`) : change.field;
  return (
    <Table.Tr>
      <Table.Td>
        <Glyph size={14} className="flip-rtl" aria-label={t(`audit.${change.kind}`)} /> {name}
      </Table.Td>
      <Table.Td c={change.kind === 'added' ? 'dimmed' : 'red'}>
        <bdi>{change.before}</bdi>
      </Table.Td>
      <Table.Td c={change.kind === 'removed' ? 'dimmed' : 'green'}>
        <bdi>{change.after}</bdi>
      </Table.Td>
    </Table.Tr>
  );
}
