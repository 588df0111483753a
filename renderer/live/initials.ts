/** Two letters that stand for a name where there is no room for it; a number's last two digits. */
export function initials(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  if (words.length === 0) return name.replace(/\D/g, '').slice(-2) || '?';
  const ends = words.length === 1 ? [words[0]] : [words[0], words.at(-1)];
  return ends.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
