/** Whether a dialog has the page to itself: shortcuts wait until it is closed, and what was typed in it stays. */
export const isDialogOpen = () => document.querySelector('[aria-modal="true"]') !== null;
