import type { Question, Reading, ViewerName } from '../reads/reading.ts';
import type { Results } from '../run-bench.ts';
import { countText } from '../tables/count-text.ts';
import { judged, type Mark, quickRun, ratio } from './mark.ts';

const MARKED_SIZE = 10_000_000;

/** What reads from the largest history cost, and how that grew from the smallest. */
export function readMarks(results: Results): Mark[] {
  const [smallest = 0] = results.sizes;
  const largest = results.sizes.at(-1) ?? 0;
  const of = (question: Question, viewer: ViewerName, activities = largest): Reading | undefined =>
    results.reads?.readings.find(
      (reading) =>
        reading.question === question && reading.viewer === viewer && reading.activities === activities,
    );
  const why = (...readings: (Reading | undefined)[]) =>
    quickRun(results) ??
    (readings.some((reading) => reading?.same_answer === false) ? 'the answers differ' : undefined) ??
    (largest < MARKED_SIZE ? `wanted at ${countText(MARKED_SIZE)}` : undefined);
  const at = countText(largest);

  const grows = (viewer: ViewerName, reach: number): Mark =>
    judged(
      {
        measure: `first page of ${at}, ${viewer}`,
        against: `of ${countText(smallest)}`,
        unit: 'times',
        wants: 'at most',
        reach,
        dream: 1.05,
      },
      ratio(of('first page', viewer)?.product, of('first page', viewer, smallest)?.product),
      why(of('first page', viewer)) ?? (smallest === largest ? 'needs two sizes' : undefined),
    );
  const deep = of('page at a random depth', 'administrator');
  const total = (question: Question, viewer: ViewerName, reach: number): Mark =>
    judged(
      {
        measure: `${question} of ${at}, ${viewer}`,
        against: '',
        unit: 'ms',
        wants: 'at most',
        reach,
        dream: reach / 2,
      },
      of(question, viewer)?.product.median,
      why(of(question, viewer)),
    );
  const statistics = (days: number, reach: number): Mark => {
    const reading = of(`statistics of ${days} days`, 'administrator');
    return judged(
      {
        measure: `statistics of ${days} days of ${at}`,
        against: 'GROUP BY on the rows',
        unit: 'times',
        wants: 'at least',
        reach,
      },
      ratio(reading?.plain, reading?.product),
      why(reading),
    );
  };
  const search = (question: Question, viewer: ViewerName): Mark =>
    judged(
      {
        measure: `${question} in ${at}, ${viewer}, p95`,
        against: '',
        unit: 'ms',
        wants: 'at most',
        reach: 50,
        dream: 20,
      },
      of(question, viewer)?.product.p95,
      why(of(question, viewer)),
    );
  return [
    grows('administrator', 1.2),
    grows('member of 20 projects', 1.5),
    grows('nothing visible', 1.2),
    judged(
      {
        measure: `page at a random depth of ${at}`,
        against: 'first page',
        unit: 'times',
        wants: 'at most',
        reach: 2.4,
        dream: 1.5,
      },
      ratio(deep?.product, of('first page', 'administrator')?.product),
      why(deep),
    ),
    judged(
      {
        measure: `speed of a page at a random depth of ${at}`,
        against: 'OFFSET and count(*)',
        unit: 'times',
        wants: 'at least',
        reach: 200,
        dream: 600,
      },
      ratio(deep?.plain, deep?.product),
      why(deep),
    ),
    total('total', 'administrator', 1),
    total('total of a type and action', 'administrator', 2),
    total('total', 'member of 20 projects', 4),
    total('total of a person, type and month', 'administrator', 10),
    statistics(7, 5),
    statistics(30, 20),
    statistics(365, 300),
    ...(['administrator', 'member of 20 projects'] as const).flatMap((viewer) => [
      search('search for a rare word', viewer),
      search('search for a common word', viewer),
      search('search for a phrase with filters', viewer),
      search('search that finds nothing', viewer),
    ]),
  ];
}
