/** What tasks are about. Words further ahead are used more often: those of language are. */
// biome-ignore format: a list of words
export const verbs = [
  'Fix', 'Add', 'Review', 'Update', 'Test', 'Write', 'Design', 'Prepare', 'Plan', 'Document', 'Check',
  'Remove', 'Translate', 'Measure', 'Investigate', 'Migrate', 'Simplify', 'Discuss', 'Replace', 'Draft',
  'Publish', 'Clean up', 'Estimate', 'Compare', 'Automate', 'Archive', 'Restore', 'Sketch', 'Proofread',
  'Decommission',
];

// biome-ignore format: a list of words
export const things = [
  'page', 'form', 'report', 'search', 'menu', 'layout', 'login', 'checkout', 'texts', 'pictures', 'e-mails',
  'tests', 'settings', 'table', 'dashboard', 'navigation', 'footer', 'header', 'import', 'export',
  'permissions', 'calendar', 'filters', 'charts', 'invoice template', 'price list', 'product photos',
  'release notes', 'backups', 'cookie banner', 'contact form', 'sitemap', 'translations', 'icons', 'fonts',
  'colours', 'error messages', 'loading times', 'notifications', 'upload', '“Save” button', 'payment step',
  'address fields', 'privacy notice', 'terms', 'opening hours', 'job offers', 'team page', 'map', 'video',
  'newsletter form', 'landing page', 'style guide', 'logo', 'business cards', 'packaging', 'labels',
  'brochure', 'signage', 'keyboard shortcuts', 'screen reader labels', 'contrast', 'date picker',
  'time zones', 'currency', 'rounding', 'tax rates', 'discount codes', 'gift cards', 'stock levels',
  'delivery dates', 'returns', 'reviews', 'wish list', 'comparison', 'recommendations', 'analytics',
  'consent', 'redirects', 'certificates', 'load balancer', 'firewall', 'indexes', 'archive', 'audit',
  'changelog', 'onboarding', 'workshop', 'interviews', 'survey', 'persona', 'storyboard', 'voice-over',
  'subtitles', 'microcopy', 'glossary', 'C:\\reports folder', '"Remember me" box', 'naïve résumé parser',
  'Größentabelle', 'année fiscale', 'configuración',
];

// biome-ignore format: a list of words
export const areas = [
  'website', 'customer portal', 'mobile app', 'online shop', 'intranet', 'newsletter', 'booking',
  'warehouse', 'campaign', 'trade fair', 'help centre', 'point of sale', 'brand', 'annual report', 'hiring',
  'accounting', 'customer support', 'loyalty programme', 'data platform', 'partner network', 'press',
  'legal', 'showroom', 'events', 'product configurator', 'subscription', 'API', 'staging', 'training',
  'logistics', 'research', 'field service', 'archive', 'photo library', 'franchise', 'museum guide',
  'ticketing', 'membership', 'clinic', 'school',
];

/** How often a task's area is the first of {@link areas}: a word that is nearly everywhere. */
export const COMMON_AREA = 0.4;

export const remarks = [
  'Looks good to me.',
  'Can we talk about this tomorrow?',
  'The client wants it by Friday.',
  'I could not reproduce it on my phone.',
  'Done, please have a look.',
  'Two small things: the spacing, and the wording of the second line.',
  'Waiting for an answer from the client.',
  'This is bigger than we thought; I will split it.',
  'Moved to next week.',
  'Thanks!\nI changed the order as well.',
  'Why do we need this at all?',
  'Works now. It was the cache.',
  'See the numbers from last month: about 12\u202f% more than before.',
  'I attached the minutes.',
];

export const notes = [
  '',
  '',
  '',
  'Meeting',
  'Call with the client',
  'Reading up',
  'Pair programming',
  'Corrections',
  'On the train',
  'Second round',
  'Travel',
];

export const descriptions = [
  '',
  '',
  'As discussed on the phone.',
  'Two rounds of corrections are included.',
  'See the minutes.',
  'Not before the release.',
];

// biome-ignore format: a list of words
export const kindsOfProject = [
  'website relaunch', 'mobile app', 'online shop', 'care plan', 'rebrand', 'customer portal', 'campaign',
  'annual report', 'data platform', 'booking system', 'intranet', 'trade fair', 'prototype', 'support',
  'training',
];

export const legalForms = [
  'GmbH',
  'Ltd',
  'Inc.',
  'AG',
  'S.A.',
  '& Sons',
  'B.V.',
  'Oy',
  'Cooperative',
  'Foundation',
];
