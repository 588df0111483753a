/** Words that make a query's parts. */
export const clauseWords: readonly string[] = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'ORDER BY',
  'LIMIT',
  'OFFSET',
  'WITH',
  'USING SCOPE',
];

/** Every other word with a meaning of its own. */
const otherWords = [
  'AND OR NOT IN LIKE INCLUDES EXCLUDES AS ASC DESC NULLS FIRST LAST BY SCOPE',
  'TYPEOF WHEN THEN ELSE END ROLLUP CUBE DATA CATEGORY AT ABOVE BELOW ABOVE_OR_BELOW',
  'SECURITY_ENFORCED USER_MODE SYSTEM_MODE FOR VIEW REFERENCE UPDATE TRACKING VIEWSTAT',
]
  .join(' ')
  .split(' ');

/** Functions over rows, and what they give. */
export const aggregates: readonly { name: string; does: string }[] = [
  { name: 'COUNT', does: 'how many rows' },
  { name: 'COUNT_DISTINCT', does: 'how many different values' },
  { name: 'SUM', does: 'the sum' },
  { name: 'AVG', does: 'the average' },
  { name: 'MIN', does: 'the least' },
  { name: 'MAX', does: 'the greatest' },
];

/** Functions over one field. */
export const fieldFunctions: readonly { name: string; does: string }[] = [
  { name: 'FIELDS', does: 'ALL, STANDARD or CUSTOM fields' },
  { name: 'toLabel', does: 'a picklist’s label' },
  { name: 'FORMAT', does: 'in the manner of your locale' },
  { name: 'convertCurrency', does: 'in your currency' },
];

/** Functions that take a date apart. */
export const dateFunctions: readonly string[] = [
  'CALENDAR_YEAR',
  'CALENDAR_QUARTER',
  'CALENDAR_MONTH',
  'FISCAL_YEAR',
  'FISCAL_QUARTER',
  'FISCAL_MONTH',
  'DAY_IN_MONTH',
  'DAY_IN_WEEK',
  'DAY_IN_YEAR',
  'DAY_ONLY',
  'HOUR_IN_DAY',
  'WEEK_IN_MONTH',
  'WEEK_IN_YEAR',
];

const spans = ['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'];

/** Dates by name: TODAY, LAST_WEEK… */
export const dateLiterals: readonly string[] = [
  'TODAY',
  'YESTERDAY',
  'TOMORROW',
  ...spans.flatMap((span) => [`THIS_${span}`, `LAST_${span}`, `NEXT_${span}`]),
  'LAST_90_DAYS',
  'NEXT_90_DAYS',
];

/** Dates by name and number: LAST_N_DAYS:7… */
export const countedDates: readonly string[] = ['DAYS', ...spans.map((span) => `${span}S`)].flatMap((span) => [
  `LAST_N_${span}`,
  `NEXT_N_${span}`,
  `${`N_${span}`}_AGO`,
]);

const keywords: ReadonlySet<string> = new Set([...clauseWords.flatMap((words) => words.split(' ')), ...otherWords]);
const functions: ReadonlySet<string> = new Set(
  [...aggregates, ...fieldFunctions]
    .map(({ name }) => name.toUpperCase())
    .concat(dateFunctions, 'DISTANCE', 'GEOLOCATION', 'GROUPING', 'CONVERTTIMEZONE'),
);
const constants: ReadonlySet<string> = new Set(['TRUE', 'FALSE', 'NULL', ...dateLiterals, ...countedDates]);

/** What a word means to SOQL, if anything. */
export function meaningOf(word: string): 'keyword' | 'function' | 'constant' | null {
  const upper = word.toUpperCase();
  if (keywords.has(upper)) return 'keyword';
  if (constants.has(upper)) return 'constant';
  return functions.has(upper) ? 'function' : null;
}
