import type { Call } from '../../../shared/model/call.ts';
import { type DiffRow, diffProposal } from '../../../shared/model/diff.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { callName } from '../../calls/call-store.ts';
import type { Played } from './play-call.ts';

/** One call for people: the transcript with the diffs where they were caused, and what became of them. */
export function printCall(title: string, { call, utterances, proposals }: Played): string {
  const shown = proposals.filter((of) => of.status.state !== 'superseded');
  const lines = [`\n== ${title}`];
  if (call) lines.push(`   ${callName(call)}: ${callerLine(call)}`);
  lines.push('');
  for (const said of utterances) {
    lines.push(`${clock(said)}  ${said.party.padEnd(7)} ${visible(said.text)}`);
    for (const of of shown.filter((each) => each.pinnedTo === said.id)) lines.push(...card(of));
  }
  for (const of of shown.filter((each) => !utterances.some((said) => said.id === each.pinnedTo)))
    lines.push(...card(of));
  if (shown.length === 0) lines.push('         (nothing to write)');
  return `${lines.join('\n')}\n`;
}

function callerLine({ caller }: Call): string {
  switch (caller.state) {
    case 'matched':
      return `${caller.person.record.object}, ${caller.person.certainty}: ${caller.person.reasons.join(', ')}`;
    case 'several':
      return `one of ${caller.candidates.map(({ record }) => `${record.name} (${record.detail ?? record.object})`).join(', ')}`;
    case 'unavailable':
      return caller.problem.message;
    default:
      return 'not known in the org';
  }
}

function card(of: Proposal): string[] {
  const head = `         ┌ ${of.reference} ${of.actionLabel}${of.record ? ` · ${of.record.name}` : ''} · ${of.askers.map(({ kind }) => kind).join(' + ')}`;
  const rows = diffProposal(of)
    .filter((row) => row.change !== 'unchanged')
    .map((row) => `         │ ${row.label.padEnd(24)} ${change(row)}${reason(row)}`);
  return [head, ...rows, `         └ ${outcome(of)}`];
}

function change(row: DiffRow): string {
  if (row.change === 'cleared') return `${text(row.current)} → cleared`;
  return row.change === 'set' ? text(row.proposed) : `${text(row.current)} → ${text(row.proposed)}`;
}

function reason({ value }: DiffRow): string {
  if (value.evidence) return `   “${visible(value.evidence.quote)}”`;
  return value.reasons[0] ? `   (${value.reasons[0]})` : '';
}

function outcome({ status, readiness }: Proposal): string {
  switch (status.state) {
    case 'written':
      return `written: ${status.result.record.name} ${status.result.record.id}`;
    case 'failed':
    case 'uncertain':
      return `${status.state}: ${status.problem.message}`;
    case 'waiting':
      if (status.conflict) return `waiting: changed meanwhile: ${status.conflict.join(', ')}`;
      if (readiness.state === 'needs-record') return 'waiting: it is not known whose record this is';
      return readiness.state === 'blocked' ? `waiting: ${readiness.problem.message}` : 'waiting';
    default:
      return status.state;
  }
}

function clock({ startMs }: Utterance): string {
  if (startMs === null) return '  --:--';
  const seconds = Math.floor(startMs / 1000);
  return `  ${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

function text(value: FieldValue): string {
  return value === null || value === '' ? 'blank' : visible(String(value));
}

/** Control and direction characters could rewrite the terminal: they are shown by their number. */
function visible(raw: string): string {
  return raw.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\n' ? ' ⏎ ' : `⟨U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
