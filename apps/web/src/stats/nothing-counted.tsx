import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';

/** Where there is nothing to draw or to rank. */
export const NothingCounted = () => <Empty title={t('stats.nothing')} />;
