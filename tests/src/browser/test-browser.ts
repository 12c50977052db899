import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import packaged, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';

const installed = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

const starts = async (executable: string) => {
  try {
    await promisify(execFile)(executable, ['--no-sandbox', '--version']);
    return true;
  } catch {
    return false;
  }
};

/**
 * Finds the browser for the tests before any of them runs, and names it as `TEST_BROWSER`: a system Chrome or
 * Chromium, else the one that comes as a package, with its own libraries where the machine lacks them.
 */
export default async function prepareBrowser(): Promise<void> {
  const system = [process.env['CHROME_PATH'], ...installed].find((path) => path && existsSync(path));
  process.env['TEST_BROWSER'] = system ?? (await packagedBrowser());
}

async function packagedBrowser(): Promise<string> {
  const executable = await packaged.executablePath();
  if (await starts(executable)) return executable;
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  await inflate(join(archives, 'al2023.tar.br'));
  setupLambdaEnvironment(join(tmpdir(), 'al2023', 'lib'));
  if (await starts(executable)) return executable;
  throw new Error('No browser starts here: install Chromium, or name one in CHROME_PATH');
}
