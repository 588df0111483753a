/** "jane doe" as names are written; a name somebody wrote with capitals stays as it is. */
export function capitalised(name: string): string {
  return /\p{Lu}/u.test(name)
    ? name
    : name.replace(/(^|[\s'-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
