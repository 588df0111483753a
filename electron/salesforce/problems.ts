import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import { type Duplicates, type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import { FAULT_TABLE, type FaultContext, type FaultMeaning, meaningOfStatus } from './fault-table.ts';
import { type Fault, faultsOf } from './faults.ts';
import { toId18 } from './ids.ts';
import { NoAnswerError } from './no-answer-error.ts';
import type { SalesforceAnswer } from './salesforce-connection.ts';

/** What an answer other than success means to the supervisor; the object's describe gives fields their labels. */
export function problemOfAnswer(answer: SalesforceAnswer, object: ObjectDescribe | null = null): Problem {
  // Several records fit an external id: a list of their addresses, and no error body.
  if (answer.status === 300) return problemOfFaults([bareFault('MULTIPLE_CHOICES')], 300, object);
  const faults = faultsOf(answer);
  if (faults) return problemOfFaults(faults, answer.status, object);
  if (answer.status === 401) return sessionProblem(null);
  if (answer.status === 404) return problemOfFaults([bareFault('NOT_FOUND')], 404, object);
  if (answer.status === 412) return problemOfFaults([bareFault('ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE')], 412, object);
  return toProblem('upstream', 'Something other than Salesforce answered, or Salesforce is being maintained.', {
    next: 'retry',
    code: `HTTP_${answer.status}`,
  });
}

/** What one or more of Salesforce's errors mean, told as one problem. */
export function problemOfFaults(faults: readonly Fault[], status: number, object: ObjectDescribe | null): Problem {
  const told = faults.map((fault) => {
    const fields = fieldsOf(fault);
    const meaning = FAULT_TABLE[fault.code] ?? meaningOfStatus(status);
    const clean = { ...fault, message: withoutSecrets(fault.message) };
    return {
      meaning,
      code: fault.code,
      fields,
      sentenceFor: (names: string[]) => meaning.sentence(clean, contextOf(names, object, status)),
    };
  });
  const first = told[0];
  const duplicates = duplicatesOf(faults);
  if (!first) return toProblem('upstream', 'Salesforce refused it without saying why.', { next: 'retry' });
  return {
    kind: first.meaning.kind,
    message: [...new Set(told.map((each) => each.sentenceFor(each.fields)))].join(' '),
    next: nextOf(told.map((each) => each.meaning)),
    code: first.code,
    fields: told.flatMap((each) =>
      each.fields.map((field) => ({ field, label: labelOf(field, object), message: each.sentenceFor([field]) })),
    ),
    ...(duplicates ? { duplicates } : {}),
  };
}

/** What a failed request means: no answer, an expired session, or a bug. */
export function problemOfFailure(failure: unknown): Problem {
  if (failure instanceof ProblemError) return failure.problem;
  if (failure instanceof NoAnswerError && !failure.mayHaveArrived) {
    return toProblem('not-connected', 'Salesforce cannot be reached. Check the network.', { next: 'retry' });
  }
  if (failure instanceof NoAnswerError) {
    const message = failure.timedOut
      ? 'Salesforce did not answer in time.'
      : 'The connection to Salesforce broke before it answered.';
    return toProblem('upstream', message, { next: 'retry' });
  }
  return toProblem('internal', 'Countersign failed while it talked to Salesforce.', { next: 'retry' });
}

/** A session that has ended and could not be renewed. */
export function sessionProblem(cause: unknown): Problem {
  if (cause instanceof ProblemError && cause.problem.kind === 'not-connected') return cause.problem;
  return toProblem('not-connected', 'The Salesforce session has ended. Log in again.', {
    next: 'reconnect',
    code: 'INVALID_SESSION_ID',
  });
}

/** A field as it is called in the window; its API name where no describe is at hand. */
export function labelOf(field: string, object: ObjectDescribe | null): string {
  const lower = field.toLowerCase();
  return object?.fields.find((each) => each.name.toLowerCase() === lower)?.label ?? field;
}

/** What duplicate rules found, as bare ids: what the records are called has to be read. */
function duplicatesOf(faults: readonly Fault[]): Duplicates | null {
  const found = faults.map((fault) => fault.duplicates).filter((each) => each !== null);
  if (found.length === 0) return null;
  const records = new Map(
    found.flatMap((each) =>
      each.records.flatMap(({ object, id: text }): [string, string][] => {
        const id = toId18(text);
        return id ? [[id, object]] : [];
      }),
    ),
  );
  return {
    // Where one of several rules blocks, no header helps.
    allowSave: found.every((each) => each.allowSave),
    matches: [...records].map(([id, object]) => ({
      record: { object, id, name: id, detail: null },
      url: '',
      fields: [],
    })),
  };
}

function contextOf(fields: string[], object: ObjectDescribe | null, status: number): FaultContext {
  return {
    labels: fields.map((field) => inSentence(labelOf(field, object))),
    object: object ? inSentence(object.label) : 'record',
    status,
  };
}

/** A label inside a sentence: `Mailing City` becomes `mailing city`, `SLA Violation` keeps its abbreviation. */
function inSentence(label: string): string {
  return label.replace(/(?<![\p{L}\p{N}_])\p{Lu}\p{Ll}+(?![\p{L}\p{N}_])/gu, (word) => word.toLowerCase());
}

function fieldsOf(fault: Fault): string[] {
  if (fault.fields.length > 0) return fault.fields;
  if (fault.code !== 'REQUIRED_FIELD_MISSING') return [];
  const names = /\[([\w, ]+)\]/.exec(fault.message)?.[1];
  return names ? names.split(',').map((name) => name.trim()) : [];
}

function nextOf(meanings: readonly FaultMeaning[]): Problem['next'] {
  return meanings.find((each) => each.next === 'edit')?.next ?? meanings[0]?.next ?? 'none';
}

function bareFault(code: string): Fault {
  return { code, message: '', fields: [], duplicates: null };
}

/** Session ids and addresses have no place on a screen or in a log, wherever the text came from. */
function withoutSecrets(text: string): string {
  return text.replace(/\b00D\w{12,15}![\w.]+/g, '…').replace(/https?:\/\/\S+/g, '…');
}
