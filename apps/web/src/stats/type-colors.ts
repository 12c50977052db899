import { type EntityType, isEntityType } from '@timetracker/shared';

/**
 * A colour for each type of entity, in light and in dark: apart from each other for the three kinds of colour
 * blindness, and 3 : 1 against the card (WCAG 1.4.11). A test measures both.
 */
export const typePalette: Record<EntityType, { light: string; dark: string }> = {
  project: { light: '#6a67c7', dark: '#8b8cfb' },
  task: { light: '#df741e', dark: '#ea8522' },
  time_entry: { light: '#2a9f8e', dark: '#82f9e7' },
  invoice: { light: '#4b166a', dark: '#caa1b3' },
  client: { light: '#765d0f', dark: '#e2f068' },
  user: { light: '#6a0d1b', dark: '#c05f3a' },
  comment: { light: '#125d6a', dark: '#3b82ab' },
  audit: { light: '#6905be', dark: '#64c3ff' },
};

/** The colour of a type in whichever scheme the page has. */
export const typeColor = (type: string): string => {
  const color = isEntityType(type) ? typePalette[type] : { light: '#495057', dark: '#adb5bd' };
  return `light-dark(${color.light}, ${color.dark})`;
};
