/** A word of a text: a run of letters, marks and digits of any script. What stands between words only separates them. */
export const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Whether a text has a word to be searched by. */
export const hasWord = (text: string): boolean => text.search(WORD) !== -1;
