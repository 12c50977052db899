/** The colours that a project may have: names of the theme's palette, so that each works in light and dark. */
export const projectColors = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const;

export type ProjectColor = (typeof projectColors)[number];
