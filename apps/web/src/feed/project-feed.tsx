import { t } from '../i18n/index.ts';
import { ScopedFeed } from './scoped-feed.tsx';

/** What happens in one project: the project itself, its tasks, its time, its comments. */
export const ProjectFeed = ({ project_id }: { project_id: number }) => (
  <ScopedFeed scope={{ project_id }} label={t('feed.of_project')} />
);
