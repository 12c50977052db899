import { DriverException } from '@mikro-orm/core';

/** The SQLSTATE of what the database answered; empty for what is no answer of it, as when it is away. */
export const sqlState = (error: unknown): string => {
  if (error instanceof DriverException) return error.code ?? '';
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
};
