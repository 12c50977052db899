import { Text } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { Isolated } from '../../ui/isolated.tsx';
import { PathLink } from '../../ui/path-link.tsx';
import type { EntityLink } from '../data/use-entity-links.ts';
import { nameIn } from './name-in-sentence.ts';
import classes from './row.module.css';

/** A sentence in which the name of what it is about leads there; of what is deleted, the name is all that is left. */
export function LinkedSentence({
  sentence,
  name,
  entityLink,
  saysDeleted,
}: {
  sentence: string;
  name: string | null;
  entityLink: EntityLink;
  /** The sentence itself is of the deletion. */
  saysDeleted: boolean;
}) {
  const { path, isGone } = entityLink;
  const [before, named, after] = nameIn(sentence, name) ?? ['', sentence, ''];
  const isNamed = named !== sentence;
  return (
    <>
      <bdi>
        {before}
        {path && !isGone ? (
          <PathLink path={path} className={classes['link']}>
            <Isolated>{named}</Isolated>
          </PathLink>
        ) : (
          <Isolated className={isNamed ? classes['name'] : undefined}>{named}</Isolated>
        )}
        {after}
      </bdi>
      {isGone && !saysDeleted && (
        <Text component="span" size="xs" c="dimmed">
          {' '}
          {t('activity.deleted')}
        </Text>
      )}
    </>
  );
}
