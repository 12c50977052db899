import { expect, test } from 'vitest';
import { typePalette } from './type-colors.ts';

type Rgb = [number, number, number];

/** Cards in light and in dark. */
const backgrounds = { light: '#ffffff', dark: '#2e2e2e' };
const LEAST_CONTRAST = 3;
/** In Oklab, where what one just notices is about 0.02. */
const LEAST_DISTANCE = 0.1;

const linear = (hex: string): Rgb => {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const times = (matrix: readonly Rgb[], [r, g, b]: Rgb): Rgb => {
  const row = ([x, y, z]: Rgb = [0, 0, 0]) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (one: Rgb, other: Rgb) => {
  const [lower = 0, upper = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (upper + 0.05) / (lower + 0.05);
};
const oklab = ([r, g, b]: Rgb): Rgb => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

/** How colours look to those who lack one of the three kinds of cones (Machado, Oliveira and Fernandes 2009). */
const eyes: Record<string, readonly Rgb[]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

test.each(['light', 'dark'] as const)(
  'in %s every type is seen, and told from every other by any eyes',
  (scheme) => {
    const colors = Object.entries(typePalette).map(([type, color]) => ({ type, rgb: linear(color[scheme]) }));
    const background = linear(backgrounds[scheme]);
    for (const { type, rgb } of colors)
      expect(contrast(rgb, background), type).toBeGreaterThan(LEAST_CONTRAST);
    for (const [eye, matrix] of Object.entries(eyes)) {
      const seen = colors.map(({ type, rgb }) => ({ type, lab: oklab(times(matrix, rgb)) }));
      for (const [index, one] of seen.entries())
        for (const other of seen.slice(index + 1)) {
          const distance = Math.hypot(...one.lab.map((part, axis) => part - (other.lab[axis] ?? 0)));
          expect(distance, `${one.type} and ${other.type}, ${eye}`).toBeGreaterThan(LEAST_DISTANCE);
        }
    }
  },
);
