import { stopSignal } from '../apps/supervisor/src/stop-signal.ts';
import { runToEnd } from './test/run-to-end.ts';

// `npm run chaos [-- what vitest takes]`: the fault suite, which kills databases, workers and supervisors.
const args = ['run', '--config', 'vitest.chaos.config.ts', ...process.argv.slice(2)];
process.exit((await runToEnd('vitest', args, stopSignal())) ? 0 : 1);
