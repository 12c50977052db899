const CODE = /^[A-Z]{3}$/;

/**
 * The currency that an activity's extra data names. Anybody may have posted it: money cannot be written in what is no
 * code, and a page that tries shows nothing at all.
 * @returns an ISO 4217 code, or undefined
 */
export const currencyIn = ({ currency }: Record<string, unknown>): string | undefined =>
  typeof currency === 'string' && CODE.test(currency) ? currency : undefined;
