/** Words of everyday work that user names are made of, and texts of others, too. */
const common = new Set(
  `
    account accounting admin administrator agent all analysis api app architecture archive art assistant audit
    back backend backup ball bank base beta bill billing blue board book boss bot box build business call captain
    care chief client cloud code coffee comment company contact content control copy core cost customer data
    database date day db deploy design desk dev developer director doc docs document draft editor end engineer
    engineering error event export external factory field file finance first fix flow forms front frontend full
    game general gold green guest half head help helpdesk home hot house hr import info internal invoice issue it
    job key kitchen lab launch law lead left legal line list live log logo mail main maker management manager mark
    market marketing master media meeting member message mobile my net new news night no note of off office ok old
    on one online open operations operator order owner page paper partner pay payment people person phone pilot
    plan planning platform point post press print private product production project proof public purchase qa
    quality queue read real red release remote report request research resource review right road role root sale
    sales scan school science second security sell send senior server service set share shop sign site social
    software source staff stage standard star start state station stock stop store street stuff super support sync
    system task tax team tech technical temp test tester the ticket time timer to tool top track training travel
    two ui up update user ux version video view visitor voice war water web webmaster week white will work worker
    workshop write year yellow zero
  `
    .trim()
    .split(/\s+/),
);

/** A number, a letter, or both in a short code such as "q1", and what a workplace talks of. */
const SHORT = /^(?:\p{N}+|\p{L}|\p{L}{1,2}\p{N}{1,2})$/u;

/** Whether others mean something else by a word as a rule. */
export const isCommonWord = (word: string): boolean => SHORT.test(word) || common.has(word);
