import { Button } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './operations.module.css';

const DOCS = '/api/docs';
const SCHEMA = '/api/schema';

/** The reference that the server generates from its own routes, in place and as a page of its own. */
export default function ApiReferenceScreen() {
  const { t } = useTranslation();
  return (
    <div className={classes.reference}>
      <PageHeader
        title={t('api_reference.title')}
        hint={t('api_reference.hint')}
        actions={
          <>
            <Button
              component="a"
              href={SCHEMA}
              download="hostelry-openapi.json"
              variant="default"
              h={44}
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('api_reference.schema')}
            </Button>
            <Button
              component="a"
              href={DOCS}
              target="_blank"
              rel="noreferrer"
              h={44}
              leftSection={<IconExternalLink size={18} aria-hidden />}
            >
              {t('api_reference.open')}
            </Button>
          </>
        }
      />
      <iframe src={DOCS} title={t('api_reference.title')} className={classes.frame} />
    </div>
  );
}
