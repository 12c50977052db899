export { answers, happened, PEOPLE, questionsOf, type Row, visibility } from './feed/test-questions.ts';
export { aSigner, openTestLog } from './sealing/test-log.ts';
