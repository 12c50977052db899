import { type Named, shownName } from '@timetracker/shared';

/** Somebody's name; where others are called alike, with the user name beside. Where there are no elements: `nameOf`. */
export function Name({ of: person }: { of: Named }) {
  const { name, beside } = shownName(person);
  return (
    <>
      <bdi>{name}</bdi>
      {beside !== undefined && (
        <>
          {' '}
          (<bdi>{beside}</bdi>)
        </>
      )}
    </>
  );
}
