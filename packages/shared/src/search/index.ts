export {
  parseSearch,
  type SearchExpression,
  type SearchPeriod,
  type SearchTerms,
} from './search-expression.ts';
export { type SearchKey, searchKeys } from './search-key.ts';
export { WORD } from './words.ts';
