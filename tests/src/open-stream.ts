import type { Activity } from '@timetracker/shared';

interface Message {
  event: string;
  id: string;
  data: string;
}

interface StreamOptions {
  headers?: Record<string, string>;
  /** Told of every activity as it comes. */
  onActivity?: (activity: Activity) => void;
}

/** A live stream that is held open and ready, and what has come over it so far. */
export async function openStream(url: string, key: string, { headers, onActivity }: StreamOptions = {}) {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/activities/live`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    signal: abort.signal,
  });
  const messages: Message[] = [];
  const ready = Promise.withResolvers<void>();
  const take = (message: Message) => {
    messages.push(message);
    if (message.event === 'ready') ready.resolve();
    if (message.event === 'activity') onActivity?.(activityIn(message));
  };
  const read = async () => {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        rest += decoder.decode(chunk, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) take(parse(block));
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  };
  const reading = read();
  const ended = reading.then(() => {
    if (!abort.signal.aborted) throw new Error('The server ended the stream');
  });
  await Promise.race([ready.promise, ended]);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    messages,
    /** Rejects when the server ends the stream. */
    ended,
    activities: () => messages.filter(({ event }) => event === 'activity').map(activityIn),
    close: async () => {
      abort.abort();
      await reading;
    },
  };
}

const activityIn = ({ data }: Message) => JSON.parse(data) as Activity;

function parse(block: string): Message {
  const field = (name: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim())
      .join('\n');
  return { event: field('event'), id: field('id'), data: field('data') };
}
