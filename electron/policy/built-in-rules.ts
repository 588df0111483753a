import type { Rule } from '../../shared/model/rule.ts';

const shipped = {
  form: null,
  enabled: true,
  since: 0,
  expiresAt: null,
  call: null,
  createdBy: 'Countersign',
  createdAt: 0,
  version: 1,
  builtIn: true,
} as const;

/** It forbids for now, and not for good. */
export const quietHoursRule = 'quiet-hours';

/** Rules that ship with the console: they can be switched off, not changed. */
export const builtInRules: readonly Rule[] = [
  {
    ...shipped,
    id: 'own-records',
    name: 'The caller’s own records may be read',
    effect: 'auto-approve',
    words: '',
    expression: 'operation == "read" && own_records',
  },
  {
    ...shipped,
    id: quietHoursRule,
    name: 'Nobody is called or written to in quiet hours',
    effect: 'block',
    words: 'These are quiet hours.',
    expression: 'quiet_hours',
  },
  {
    ...shipped,
    id: 'do-not-call',
    name: 'Who does not want to be called is not called',
    effect: 'block',
    words: 'They do not want to be called.',
    expression: 'do_not_call',
  },
  {
    ...shipped,
    id: 'opted-out',
    name: 'Who wants no messages gets none',
    effect: 'block',
    words: 'They want no messages.',
    expression: 'opted_out',
  },
  {
    ...shipped,
    id: 'outbound-limit',
    name: 'A person decides about many calls and messages',
    effect: 'ask',
    words: '',
    expression: 'over_limit',
  },
];
