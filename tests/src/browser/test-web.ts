import { buildWeb } from '@timetracker/supervisor';

/** Builds the web app for the journeys, unless it is built from the present source. */
export default (): Promise<void> => buildWeb(new AbortController().signal);
