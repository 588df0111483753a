import { isCommonWord } from '../lexicon/common-words.ts';
import { companyWords } from '../lexicon/company-words.ts';
import { capitalised } from '../normalise/capitalised.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import type { Turn } from '../reading/turns.ts';
import { endsSentence, type Word } from '../reading/words.ts';
import type { Heard } from './heard.ts';
import type { Told } from './told.ts';

/** The company each time one was told. */
export function companiesIn({ turns, guarded }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    const told = companyIn(turn);
    const first = told && turn.words[told.from];
    const last = told && turn.words[told.to - 1];
    if (!told || !first || !last || isBarred(guarded.bars[turn.index] ?? [], first.start, last.end)) return [];
    const value = capitalised(turn.text.slice(first.start, last.end));
    const { certainty, reasons } = told;
    return [
      {
        detail: 'company' as const,
        value,
        turn: turn.index,
        start: first.start,
        end: last.end,
        certainty,
        reasons,
        resolvedFrom: null,
      },
    ];
  });
}

function companyIn(turn: Turn): Told | null {
  const { words } = turn;
  const named = words.findIndex(
    (word) => word.text === 'company' || word.text === 'organization' || word.text === 'organisation',
  );
  if (named !== -1) {
    let from = named + 1;
    while (/^(?:name|is|its|called|the|of|are)$/.test(words[from]?.text ?? '')) from += 1;
    const to = companyEnd(words, from);
    if (to > from) return { from, to, certainty: 'certain', reasons: ['given as the company'] };
  }
  const suffix = words.findIndex(
    (word, at) =>
      at > 0 &&
      companyWords.has(word.text) &&
      (words.length <= 4 || !/^(?:software|softwares|services|network|system)$/.test(word.text)),
  );
  if (suffix !== -1 && words.length <= 9) {
    let from = suffix;
    while (
      from > 0 &&
      from > suffix - 4 &&
      (words[from - 1]?.text === 'info' || !isCommonWord(words[from - 1]?.text ?? ''))
    )
      from -= 1;
    const to = companyEnd(words, from);
    if (from < suffix && to > suffix) return { from, to, certainty: 'likely', reasons: ['is named like a company'] };
  }
  if (turn.asked.includes('company') && words.length <= 5 && words.length > 0) {
    return { from: 0, to: words.length, certainty: 'likely', reasons: ['answers the question for the company'] };
  }
  return null;
}

function companyEnd(words: readonly Word[], from: number): number {
  let to = from;
  while (to < words.length && to < from + 6) {
    const text = words[to]?.text ?? '';
    const belongs =
      companyWords.has(text) || /^\d{1,2}$/.test(text) || (/^(?:and|of)$/.test(text) === false && !isCommonWord(text));
    if (!belongs || /^\d{3,}$/.test(text)) break;
    to += 1;
    if (endsSentence(words[to - 1] ?? { text: '', start: 0, end: 0, gap: '' })) break;
  }
  return to;
}
