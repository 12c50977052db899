import { Command } from 'commander';
import { type AnonymizeOptions, anonymize } from './commands/anonymize.ts';
import { type CheckpointOptions, checkpoint } from './commands/checkpoint.ts';
import {
  type FailedListOptions,
  type FailedRetryOptions,
  failedList,
  failedRetry,
} from './commands/failed.ts';
import { type ImportCommandOptions, importFile } from './commands/import.ts';
import { keyCreate } from './commands/key-create.ts';
import { type PersonDataOptions, personData } from './commands/person-data.ts';
import { projectAddMember } from './commands/project-add-member.ts';
import { type PurgeCommandOptions, purge } from './commands/purge.ts';
import { sealKey } from './commands/seal-key.ts';
import { type SeedCommandOptions, seed } from './commands/seed.ts';
import { type StatsOptions, statsReconcile } from './commands/stats-reconcile.ts';
import { userCreate } from './commands/user-create.ts';
import { type VerifyOptions, verify } from './commands/verify.ts';
import { formatNames } from './import/formats.ts';
import { type Outcome, printError, printOutcome } from './print.ts';

const program = new Command('activity')
  .description('Manages a TimeTracker activity feed from the command line')
  .option('--json', 'print one JSON document')
  .exitOverride()
  // What commander has to say arrives as an error too, and is printed there, in one line.
  .configureOutput({ writeErr: () => undefined, outputError: () => undefined });

const asJson = () => program.opts<{ json?: boolean }>().json === true;
const printing =
  <Options>(run: (options: Options) => Promise<Outcome>) =>
  async (options: Options) =>
    printOutcome(await run(options), asJson());

program
  .command('user')
  .description('accounts')
  .command('create')
  .description('create an account with a password')
  .requiredOption('--username <name>', '1 to 80 letters, digits, spaces or any of . _ - @ +')
  .requiredOption('--email <address>', 'e-mail address')
  .requiredOption('--display-name <name>', 'how others see the person')
  .option('--role <role>', 'member or admin', 'member')
  .requiredOption('--password <password>', 'at least 8 characters')
  .action(printing(userCreate));

program
  .command('project')
  .description('projects')
  .command('add-member')
  .description('give a user access to a project')
  .requiredOption('--project <id>', 'id of the project')
  .requiredOption('--user <user>', 'user name or id')
  .action(printing(projectAddMember));

program
  .command('key')
  .description('API keys')
  .command('create')
  .description('create an API key, shown once')
  .requiredOption('--user <user>', 'user name or id of whom the key belongs to')
  .requiredOption('--name <name>', 'what the key is for')
  .requiredOption('--scopes <scopes>', 'comma list of activity:read, activity:write, admin')
  .option('--service', 'the key acts for others and names the user of each event (administrators only)')
  .action(printing(keyCreate));

program
  .command('anonymize')
  .description('forget a person, for good: the account, and their names, addresses and devices everywhere')
  .requiredOption('--user <user>', 'user name or id')
  .option('--reason <text>', 'why; it is kept in the trail')
  .option('--dry-run', 'only say what would change')
  .action(printing((options: AnonymizeOptions) => anonymize(options, asJson())));

program
  .command('person-data')
  .description('everything that is held about a person, as one JSON document')
  .requiredOption('--user <user>', 'user name or id')
  .option('--output <file>', 'write it there instead of printing it')
  .action(printing((options: PersonDataOptions) => personData(options)));

program
  .command('import')
  .description('import activities from a file; again, it imports what is missing')
  .argument('<file>', 'the file to import')
  .requiredOption('--format <format>', formatNames.join(', '))
  .option('--rejected <file>', 'where rows go that cannot be imported (default: <file>.rejected.ndjson)')
  .action(async (file: string, options: ImportCommandOptions) =>
    printOutcome(await importFile(file, options, asJson()), asJson()),
  );

const failed = program.command('failed').description('events that could not be stored');
failed
  .command('list')
  .description('list them with the reasons, oldest first')
  .option('--id <ids...>', 'only these')
  .option('--after-id <id>', 'only those after it')
  .action(printing((options: FailedListOptions) => failedList(options)));
failed
  .command('retry')
  .description('have them stored again; what still does not fit is set aside again')
  .option('--id <ids...>', 'only these, also those that nobody can have posted')
  .action(printing((options: FailedRetryOptions) => failedRetry(options)));

program
  .command('stats')
  .description('the counts that statistics are read from')
  .requiredOption('--reconcile', 'compare them with the activities, while others write')
  .option('--repair', 'make those that differ what the activities say')
  .action(printing((options: StatsOptions) => statsReconcile(options, asJson())));

program
  .command('seed')
  .description('add a big history of people who did not live, to see and measure the product with')
  .requiredOption('--activities <number>', 'how many activities to add, up to 100,000,000')
  .option('--people <number>', 'how many people do it (default: 200)')
  .option('--projects <number>', 'how many projects they work in (default: 500)')
  .option('--years <number>', 'how long the history lasts (default: 2)')
  .option('--seed <number>', 'another number, another history (default: 1)')
  .option('--until <time>', 'when it ends, ISO 8601 (default: now)')
  .action(printing((options: SeedCommandOptions) => seed(options, asJson())));

program
  .command('checkpoint')
  .description('seal what is not sealed yet, if the key is at hand, and print the newest checkpoint')
  .option(
    '--after-restore',
    'a backup was restored: sign the log as it is, though it may not continue the last one',
  )
  .action(printing((options: CheckpointOptions) => checkpoint(options)));

program
  .command('verify')
  .description('recompute the log from the activities and compare it with what was sealed')
  .option('--checkpoint <files...>', 'checkpoints that were kept elsewhere')
  .option(
    '--key <verifiers...>',
    'one of these keys has to have signed the newest checkpoint, not just one that the database lists',
  )
  .action(printing((options: VerifyOptions) => verify(options, asJson())));

program
  .command('purge')
  .description('remove old activities for good; the log still proves the others')
  .requiredOption('--before <time>', 'what happened before goes, ISO 8601')
  .requiredOption('--reason <text>', 'why, kept in the trail')
  .option('--type <type>', 'only activities about this type of entity')
  .option('--forget-counts', 'statistics forget what went as well')
  .option('--dry-run', 'count, and change nothing')
  .action(printing((options: PurgeCommandOptions) => purge(options, asJson())));

program
  .command('seal-key')
  .description('the verifier of the key that checkpoints are signed with; or make a key')
  .option('--name <name>', 'print one for SEAL_KEY; the name of the log, such as your.host/activity')
  .option('--rotate', 'put one in the place of the key in DATA_DIR')
  .action(printing(sealKey));

try {
  await program.parseAsync();
} catch (error) {
  printError(error);
}
