/**
 * What browsers say of themselves, a hundred bytes with each activity, is nearly always made of these parts. Each stands in the
 * column `agent` as one control character, which no user agent has. The parts are the same for everybody: in contrast to a
 * dictionary that grows with what is stored, nothing is left in them of somebody who is forgotten.
 *
 * Activities are stored by this list: nothing in it is ever changed. A part more needs a control character of its own and a
 * migration that replaces `whole_agent`.
 */
export const agentParts: readonly (readonly [character: string, part: string])[] = [
  ['\u0001', 'Mozilla/5.0 ('],
  ['\u0002', 'Windows NT 10.0; Win64; x64'],
  ['\u0003', 'Macintosh; Intel Mac OS X 10_15_7'],
  ['\u0004', 'X11; Linux x86_64'],
  ['\u0005', 'Linux; Android 10; K'],
  ['\u0006', ') AppleWebKit/537.36 (KHTML, like Gecko) Chrome/'],
  ['\u0007', '.0.0.0 Safari/537.36'],
  ['\u000e', '.0.0.0 Mobile Safari/537.36'],
  ['\u000f', 'iPhone; CPU iPhone OS '],
  ['\u0010', ' like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/'],
  ['\u0011', ') AppleWebKit/605.1.15 (KHTML, like Gecko) Version/'],
  ['\u0012', ' Safari/605.1.15'],
  ['\u0013', ' Mobile/15E148 Safari/604.1'],
  ['\u0014', ') Gecko/20100101 Firefox/'],
];

/** A longer one is no browser's, and kept as it is. */
const LONGEST = 500;
/** How many user agents each process keeps the other form of. */
const MOST_KEPT = 1_000;

const wholeParts = new Map(agentParts);
const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;

const shorten = (agent: string): string | null => {
  if (agent.length > LONGEST || CONTROL.test(agent)) return null;
  const short = agentParts.reduce((text, [character, part]) => text.replaceAll(part, character), agent);
  return short === agent ? null : short;
};

const lengthen = (agent: string): string =>
  agent.replaceAll(CONTROLS, (character) => wholeParts.get(character) ?? character);

/** The same answers from memory for texts that come again and again. */
function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before;
    const now = answer(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, now);
    return now;
  };
}

/** A user agent as the column `agent` keeps it; null for one that stays in `user_agent`. */
export const shortAgent: (user_agent: string) => string | null = remembered(shorten);

/** What {@link shortAgent} made short. */
export const wholeAgent: (agent: string) => string = remembered(lengthen);

/** A row's user agent, in whichever of the two columns it is. */
export const userAgentOf = (row: { user_agent: string | null; agent: string | null }): string | null =>
  row.user_agent ?? (row.agent === null ? null : wholeAgent(row.agent));

/** A row of `activities` with its user agent as it was given. */
export function withUserAgent<Row extends { user_agent: string | null; agent: string | null }>(
  row: Row,
): Omit<Row, 'agent'> {
  const { agent, ...rest } = row;
  return { ...rest, user_agent: userAgentOf({ user_agent: row.user_agent, agent }) };
}
