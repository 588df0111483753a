import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OpenCase } from '../../shared/contract/caller-contract.ts';
import type { Call } from '../../shared/model/call.ts';
import { useConsole } from '../client/console-context.tsx';
import { useCallerPanel } from '../proposal/use-caller-panel.ts';
import { type HandTarget, keyOfTarget, writableFields } from './hand-targets.ts';
import { typesFor } from './words-as-value.ts';

const keepMs = 10 * 60_000;

/** What words of this call can be made of, in groups, as far as it is known. */
export function useHandTargets(call: Call, words: string) {
  const { query } = useConsole();
  const record = call.caller.state === 'matched' ? call.caller.person.record : null;
  const input = { object: record?.object ?? 'Contact', org: call.org };
  const describe = useQuery(
    query.records.describe.queryOptions({ input, enabled: record !== null, staleTime: keepMs }),
  );
  const panel = useCallerPanel(call.id, record !== null);
  const open = panel.data?.cases?.open;

  return useMemo(() => {
    const fields = record && describe.data ? writableFields(describe.data) : [];
    const made = typesFor(words);
    const apt = fields.filter((field) => made.includes(field.type));
    const rest = fields.filter((field) => !made.includes(field.type));
    const groups = [
      { group: 'New', targets: [{ kind: 'case' as const }] },
      { group: 'Comment on an open case', targets: (open ?? []).map((on) => ({ kind: 'comment' as const, on })) },
      {
        group: record ? `${record.name}, ${record.object.toLowerCase()}` : '',
        targets: record ? [...apt, ...rest].map((field) => ({ kind: 'field' as const, record, field })) : [],
      },
    ].filter(({ targets }) => targets.length > 0);
    // Words that look like an address or a number are for the fields that hold such.
    if (apt.length > 0) groups.reverse();
    const byKey = new Map(
      groups.flatMap(({ targets }) => targets.map((each: HandTarget) => [keyOfTarget(each), each])),
    );
    return { groups, byKey, open: open ?? noCases, apt: apt[0]?.name ?? null };
  }, [record, describe.data, open, words]);
}

const noCases: OpenCase[] = [];

/** What a target is called in the list. */
export function nameOfTarget(target: HandTarget): string {
  switch (target.kind) {
    case 'field':
      return target.field.label;
    case 'case':
      return 'New case';
    case 'comment':
      return `Comment on ${target.on.record.name}${target.on.record.detail ? ` · ${target.on.record.detail}` : ''}`;
  }
}
