import { VisuallyHidden } from '@mantine/core';
import { t } from '../i18n/index.ts';
import classes from './stats.module.css';

/** From here on, hundreds of percent say less than how many times as much. */
const MANIFOLD = 10;

/** What a number has become since the period before: for the eye, and in words. */
function deltaText(now: number, before: number): { mark: string; meaning: string } {
  if (now === before) return { mark: t('stats.delta.mark.same'), meaning: t('stats.delta.same') };
  if (before === 0) return { mark: t('stats.delta.mark.new'), meaning: t('stats.delta.new') };
  if (now >= MANIFOLD * before) {
    const times = Math.round(now / before);
    return { mark: t('stats.delta.mark.times', { times }), meaning: t('stats.delta.times', { times }) };
  }
  const share = Math.abs(now - before) / before;
  return now > before
    ? { mark: t('stats.delta.mark.more', { share }), meaning: t('stats.delta.more', { share }) }
    : { mark: t('stats.delta.mark.fewer', { share }), meaning: t('stats.delta.fewer', { share }) };
}

/** Neither colour judges: more activity is not better than less. */
export function Delta({ now, before }: { now: number; before: number }) {
  const { mark, meaning } = deltaText(now, before);
  return (
    <span className={classes['delta']} title={meaning}>
      <span aria-hidden>{mark}</span>
      <VisuallyHidden>({meaning})</VisuallyHidden>
    </span>
  );
}
