import { Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import type { Check } from './check.ts';
import { CopyIcon } from './copy-hash.tsx';
import classes from './proof.module.css';

const icons = { holds: IconCheck, fails: IconX, open: IconMinus } as const;

/** What was checked, step by step: whether it holds, and what that means. */
export const CheckList = ({ checks }: { checks: readonly Check[] }) => (
  <ol className={classes['checks']}>
    {checks.map((check) => (
      <CheckItem key={check.title} check={check} />
    ))}
  </ol>
);

function CheckItem({ check: { title, result, says, computed, expected } }: { check: Check }) {
  const Icon = icons[result];
  return (
    <li className={classes['check']} data-result={result}>
      <span className={classes['mark']}>
        <Icon size={16} stroke={2.5} aria-hidden />
      </span>
      <div>
        <Text fw={600} size="sm">
          <VisuallyHidden>{t(`proof.result.${result}`)} </VisuallyHidden>
          {t(title)}
        </Text>
        <Text size="sm" c="dimmed">
          {t(says)}
        </Text>
        {expected !== undefined && (
          // What does not hold is what somebody will want to see.
          <details className={classes['values']} open={result === 'fails'}>
            <summary>{t('proof.values')}</summary>
            <dl>
              <Value label={t('proof.computed')} value={computed} />
              <Value label={t('proof.expected')} value={expected} />
            </dl>
          </details>
        )}
      </div>
    </li>
  );
}

const Value = ({ label, value }: { label: string; value: string | undefined }) => (
  <div>
    <dt>
      {label}
      {value !== undefined && <CopyIcon value={value} what={label} />}
    </dt>
    <dd>{value === undefined ? t('proof.no_value') : <code>{value}</code>}</dd>
  </div>
);
