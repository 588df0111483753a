import { companiesIn } from '../extract/companies.ts';
import { emailsIn } from '../extract/emails.ts';
import type { Heard } from '../extract/heard.ts';
import { namesIn } from '../extract/names.ts';
import { phonesIn } from '../extract/phones.ts';
import type { Hearing } from '../reading/hearing.ts';
import { settle } from './settle.ts';

/** Who the caller says they are: name, e-mail, phone, and company where it matters. */
export function toldAboutCaller(hearing: Hearing, { company }: { company: boolean }): Heard[] {
  const { turns } = hearing;
  const companies = company ? companiesIn(hearing) : [];
  const taken = new Set(companies.map((each) => each.turn));
  const names = namesIn(hearing).filter((each) => each.certainty !== 'unsure' || !taken.has(each.turn));
  const name = settle(names, turns);
  const told = [
    name,
    settle(emailsHeard(hearing), turns),
    settle(phonesHeard(hearing), turns),
    company ? (settle(companies, turns) ?? bareCompany(names, name)) : null,
  ];
  return told.filter((heard) => heard !== null);
}

/** A second name by itself, where the first is the caller's and a company was to be told. */
function bareCompany(names: readonly Heard[], name: Heard | null): Heard | null {
  const other = names.find(
    (each) => name && each.turn > name.turn && each.certainty === 'unsure' && each.value !== name.value,
  );
  return other ? { ...other, detail: 'company', reasons: ['a name by itself, after that of the caller'] } : null;
}

/** E-mail addresses the caller gave or confirmed. */
export function emailsHeard({ turns, guarded }: Hearing): Heard[] {
  return turns
    .filter((turn) => turn.by === 'caller' || turn.confirmed)
    .flatMap((turn) => emailsIn(turn))
    .filter(
      (heard) => ![...(guarded.bars[heard.turn] ?? [])].some((bar) => bar.start < heard.end && heard.start < bar.end),
    );
}

/** Phone numbers the caller gave or confirmed. */
export function phonesHeard(hearing: Hearing): Heard[] {
  return phonesIn(hearing).filter(({ turn }) => hearing.turns[turn]?.by === 'caller' || hearing.turns[turn]?.confirmed);
}
