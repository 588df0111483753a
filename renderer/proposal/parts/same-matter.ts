const small = new Set(
  'the and for with was were has have had not are you your his her its our their that this these from about into out can could would will please need needs want wants call called caller customer case open issue problem request help still again new one'.split(
    ' ',
  ),
);

/** Whether two texts are about one matter: most of the telling words of the shorter one stand in the other too. */
export function isSameMatter(one: string, other: string): boolean {
  const [a, b] = [tellingWords(one), tellingWords(other)];
  const fewest = Math.min(a.size, b.size);
  const shared = [...a].filter((word) => b.has(word)).length;
  return fewest > 0 && shared >= Math.min(2, fewest) && shared / fewest >= 0.5;
}

function tellingWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !small.has(word)).map(stem));
}

/** "damaged" and "damage" are one word here; which one matters to nobody. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(ing|ied|ies|ed|es|s|e|y)$/, '') : word;
}
