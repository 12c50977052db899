/** The agency, as it appears on its invoices. */
export const agency = {
  name: 'Kestrel Studio',
  address: 'Deichstraße 19\n20459 Hamburg\nGermany',
  email: 'billing@kestrel-studio.example',
  tax_id: 'DE 000 000 000',
  payment_details: 'Kestrel Studio\nIBAN DE00 1234 5678 9012 3456 78\nPlease give the number of the invoice.',
  currency: 'EUR',
  tax_rate_basis_points: 1_900,
  payment_days: 14,
};
