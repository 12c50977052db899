import Tokenizer from '@streamparser/json/tokenizer.js';
import TokenParser from '@streamparser/json/tokenparser.js';
import TokenType from '@streamparser/json/utils/types/tokenType.js';
import { BrokenFile } from './source-row.ts';

const LIST = 'activities';

const paths: Partial<Record<TokenType, string>> = {
  [TokenType.LEFT_BRACKET]: '$.*',
  [TokenType.LEFT_BRACE]: `$.${LIST}.*`,
};

type Token = Parameters<TokenParser['write']>[0] & { offset: number };

/**
 * Parses a JSON list as it arrives, or the list `activities` of an object, and holds one element at a time.
 * @param onElement called with each element
 * @returns takes the next bytes
 * @throws {BrokenFile} on what is neither, at its byte
 */
export function jsonList(onElement: (element: unknown) => void) {
  const tokenizer = new Tokenizer();
  const list = watchList();
  let parser: TokenParser | undefined;
  let at = 0;

  const begin = (token: Token) => {
    const path = paths[token.token];
    if (!path) throw new BrokenFile('is neither a JSON list nor an object with one');
    const made = new TokenParser({ paths: [path], keepStack: false });
    made.onValue = ({ value }) => onElement(value);
    // What follows the document is wrong then, blanks apart.
    made.onEnd = () => tokenizer.end();
    return made;
  };
  tokenizer.onToken = (token) => {
    at = token.offset;
    parser ??= begin(token);
    list.see(token);
    parser.write(token);
  };
  const locating = (work: () => void) => {
    try {
      work();
    } catch (error) {
      throw error instanceof BrokenFile ? error : new BrokenFile(whereAndWhat(error, at));
    }
  };
  return {
    write: (bytes: Buffer) => locating(() => tokenizer.write(bytes)),
    /** @param size of the file, in bytes */
    end: (size: number) => {
      // A number alone is seen only now.
      if (!parser) locating(() => tokenizer.end());
      if (!parser) throw new BrokenFile(size === 0 ? 'is empty' : 'is not JSON: there is nothing in it');
      if (!tokenizer.isEnded)
        throw new BrokenFile(`ends too early, at byte ${size}: it is not the whole file`);
      if (!list.found()) throw new BrokenFile(`has no list "${LIST}"`);
    },
  };
}

/** The tokenizer knows the byte of a wrong character; of a wrong token, we know where it begins. */
function whereAndWhat(error: unknown, at: number): string {
  const message = error instanceof Error ? error.message : String(error);
  const character = /^Unexpected "(.*)" at .*absolute position "(\d+)"/s.exec(message);
  return character
    ? `is broken JSON at byte ${character[2]}: unexpected ${JSON.stringify(character[1])}`
    : `is broken JSON at byte ${at}: ${message.replace(/ in state .*$/s, '').toLowerCase()}`;
}

/** Looks whether a document is a list, or an object that holds one under the name. */
function watchList() {
  let depth = 0;
  let text: unknown;
  let awaited = false;
  let found = false;
  return {
    found: () => found,
    see: ({ token, value, offset }: Token) => {
      const isList = token === TokenType.LEFT_BRACKET;
      if (awaited && !isList)
        throw new BrokenFile(`has something else than a list as "${LIST}", at byte ${offset}`);
      found ||= isList && (awaited || depth === 0);
      awaited = depth === 1 && token === TokenType.COLON && text === LIST && !found;
      text = value;
      if (isList || token === TokenType.LEFT_BRACE) depth += 1;
      if (token === TokenType.RIGHT_BRACKET || token === TokenType.RIGHT_BRACE) depth -= 1;
    },
  };
}
