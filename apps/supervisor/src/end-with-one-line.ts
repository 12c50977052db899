/**
 * Runs a program to its end: exit code 0, or 1 with the error's message on stderr. Only errors that are programming
 * mistakes show where they come from.
 */
export async function endWithOneLine(program: () => Promise<void>): Promise<never> {
  try {
    await program();
  } catch (error) {
    console.error(isMistake(error) ? error : messageOf(error));
    process.exit(1);
  }
  process.exit(0);
}

function isMistake(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
}

// Several addresses refused at once (::1 and 127.0.0.1) come as an error without a message of its own.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
