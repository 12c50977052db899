/** The name itself, or with the first number from 2 on that makes it one that is not taken. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let free = wanted;
  for (let number = 2; isTaken(free); number++) free = `${wanted} ${number}`;
  return free;
}
