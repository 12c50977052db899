export * from './currencies.ts';
export * from './currency-decimals.ts';
