import type { Rule } from '../../shared/model/rule.ts';

/** Rules that ship with the console: they can be switched off, not changed. */
export const builtInRules: readonly Rule[] = [
  {
    id: 'own-records',
    name: 'The caller’s own records may be read',
    effect: 'auto-approve',
    words: '',
    form: null,
    expression: 'operation == "read" && own_records',
    enabled: true,
    since: 0,
    expiresAt: null,
    call: null,
    createdBy: 'Countersign',
    createdAt: 0,
    version: 1,
    builtIn: true,
  },
];
