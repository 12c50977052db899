import { Button, Group, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { errorBodyOf } from '../api/api-error.ts';
import { t } from '../i18n/index.ts';
import classes from './conflict-notice.module.css';

/** Whether a change was refused because somebody else was faster: it was based on a version that is no longer current. */
export const isVersionConflict = (error: unknown): boolean => {
  const body = errorBodyOf(error);
  return body?.error === 'Conflict' && (body.issues ?? []).some(({ path }) => path === 'version');
};

interface ConflictNoticeProps {
  /** Those that differ, as they are shown to people. */
  fields: readonly { name: string; label: string; mine: string; theirs: string }[];
  /** Sends mine again, on top of the current version. */
  onKeepMine: () => void;
  /** Puts theirs into the form. */
  onTakeTheirs: () => void;
}

/** Inside a form or dialog: somebody else changed the thing while it was being edited. Takes the focus as it comes. */
export function ConflictNotice({ fields, onKeepMine, onTakeTheirs }: ConflictNoticeProps): ReactNode {
  const notice = useRef<HTMLElement>(null);
  const titleId = useId();
  useEffect(() => notice.current?.focus(), []);
  return (
    <section ref={notice} tabIndex={-1} aria-labelledby={titleId} className={classes['notice']}>
      <Text id={titleId} fw={600} className={classes['title']} component="div">
        <IconArrowsExchange size={18} aria-hidden />
        {t('common.conflict')}
      </Text>
      <Text size="sm" mt={4}>
        {t(fields.length > 0 ? 'common.conflict.why' : 'common.conflict.same')}
      </Text>
      <div className={classes['fields']}>
        {fields.map(({ name, label, mine, theirs }) => (
          <fieldset key={name} className={classes['field']}>
            <legend className={classes['label']}>{label}</legend>
            <Value whose={t('common.conflict.mine')} value={mine} />
            <Value whose={t('common.conflict.theirs')} value={theirs} />
          </fieldset>
        ))}
      </div>
      <Group gap="xs">
        <Button size="xs" onClick={onKeepMine}>
          {t('common.conflict.keep_mine')}
        </Button>
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          {t('common.conflict.take_theirs')}
        </Button>
      </Group>
    </section>
  );
}

const Value = ({ whose, value }: { whose: string; value: string }) => (
  // Long values scroll, which the keyboard must be able to do as well.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={classes['value']} tabIndex={0}>
    <span className={classes['whose']}>{whose}</span>
    <div>{value === '' ? t('common.conflict.empty') : value}</div>
  </div>
);
