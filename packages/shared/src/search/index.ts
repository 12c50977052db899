export {
  parseSearch,
  type SearchExpression,
  type SearchPeriod,
  type SearchTerms,
} from './search-expression.ts';
export { searchKeys, type SearchKey } from './search-key.ts';
export { WORD } from './words.ts';
