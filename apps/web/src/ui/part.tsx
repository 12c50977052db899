import { Button } from '@mantine/core';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { t } from '../i18n/index.ts';

const FIRST_LOOK_MS = 500;
const LONGEST_LOOK_MS = 15_000;

/** Resolves when the server answers. */
async function serverIsBack(): Promise<void> {
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 2, LONGEST_LOOK_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answers = await fetch('/api/health/live', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
  }
}

/**
 * Loads a file of the page; where that fails, once more when the server answers.
 * @throws when the file is not to be had then: there is a newer release, or the browser remembers the failure, as Chrome
 *   does for as long as the page is open
 */
export async function loadFile<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch {
    await serverIsBack();
    return load();
  }
}

/** Stands where a part is missing. Loading the page again is left to the person, who may be filling in a form. */
const LoadAgain = () => (
  <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
    {t('common.load_again')}
  </Button>
);

/**
 * A part of a page in a file of its own; its `Suspense` shows the fallback until the file is there. A file that cannot be
 * loaded, as when the server went away a moment ago, takes nothing else of the page with it.
 * @param otherwise what stands there when the file cannot be loaded
 */
export const part = <Props,>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  otherwise: ComponentType<Props> = LoadAgain,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(() => loadFile(load).catch(() => ({ default: otherwise })));

/** What stands for a part that the page can do without. */
export const Nothing = () => null;
