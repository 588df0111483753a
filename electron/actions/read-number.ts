/** Reads "1.234,50 €" or "$1,234.50" as the org user's locale writes numbers; null where it is none. */
export function readNumber(text: string, locale: string): number | null {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const group = parts.find((part) => part.type === 'group')?.value ?? ',';
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const bare = text
    .trim()
    .replace(/^[\p{Sc}\s]+|[\p{Sc}%\s]+$/gu, '')
    .replace(/\s*(dollars?|euros?|pounds?|percent|usd|eur|gbp)$/i, '');
  const plain = bare
    .split(group)
    .join('')
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(decimal, '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
