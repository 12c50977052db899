import { Input, VisuallyHidden } from '@mantine/core';
import { type ProjectColor, projectColors } from '@timetracker/shared';
import { useId } from 'react';
import { t } from '../i18n/index.ts';
import classes from './color-field.module.css';

interface ColorFieldProps {
  label: string;
  value: ProjectColor;
  onChange: (color: ProjectColor) => void;
}

/** One of the project colours, each a radio button with its name. */
export function ColorField({ label, value, onChange }: ColorFieldProps) {
  const name = useId();
  return (
    <fieldset className={classes['field']}>
      <Input.Label component="legend" p={0}>
        {label}: {t(`projects.color.${value}`)}
      </Input.Label>
      <div className={classes['swatches']}>
        {projectColors.map((color) => (
          <label
            key={color}
            className={classes['swatch']}
            style={{ background: `var(--mantine-color-${color}-6)` }}
            title={t(`projects.color.${color}`)}
          >
            <input
              type="radio"
              name={name}
              checked={color === value}
              onChange={() => onChange(color)}
              className={classes['radio']}
            />
            <VisuallyHidden>{t(`projects.color.${color}`)}</VisuallyHidden>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
