import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AutomationDraft, AutomationVersion } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './automations.module.css';
import { BeforeAfter } from './before-after.tsx';
import { stepSentence, triggerSentence } from './step-words.ts';
import { versionChanges } from './version-changes.ts';

type VersionsProps = { automation: string; current: number; onTake: (of: AutomationDraft) => void };

/** How an automation was before; what changed from one to another; any can be taken up again, and is saved as a new one. */
export function VersionsList({ automation, current, onTake }: VersionsProps) {
  const { query } = useConsole();
  const now = useNow();
  const [against, setAgainst] = useState<number | null>(null);
  const actions = useActions().data ?? [];
  const labelOf = (key: string) => actions.find(({ action }) => action.key === key)?.action.label ?? key;
  // The number of the current one is part of the question: a version that was just saved is read, too.
  const asked = query.automations.versions.queryOptions({ input: { id: automation } });
  const versions = useQuery({ ...asked, queryKey: [...asked.queryKey, current] });
  if (versions.error) return <Failed problem={refusalOf(versions.error)} />;
  if (!versions.data) return <Skeleton of="the versions" />;
  const found = versions.data;
  /** What it is compared with: the one chosen, else the one before it. */
  const otherOf = (version: number) =>
    found.find((each) => (against ? each.version === against : each.version < version));
  return (
    <>
      <NativeSelect
        className={style.narrow}
        label="Compared with"
        data={[
          { value: '', label: 'the one before it' },
          ...found.map(({ version }) => ({ value: String(version), label: `version ${version}` })),
        ]}
        value={String(against ?? '')}
        onChange={(event) => setAgainst(Number(event.currentTarget.value) || null)}
      />
      <ul className={style.runs} aria-label="Versions">
        {found.map(({ version, savedAt, savedBy, draft }) => (
          <li key={version} className={style.version}>
            <div className={style.outcomeHead}>
              <strong>Version {version}</strong>
              <span className={style.quiet}>
                {savedBy}, {dayAndTime(savedAt, now)}
              </span>
              {version === current ? (
                <span className={style.quiet}>as it is now</span>
              ) : (
                <Press tone="quiet" label={`Take up version ${version}`} onPress={() => onTake(draft)}>
                  Take up again
                </Press>
              )}
            </div>
            <p className={style.sentence}>{triggerSentence(draft.trigger)}</p>
            <ol className={style.sentences}>
              {draft.steps.map((step) => (
                <li key={step.key}>{stepSentence(step, labelOf)}</li>
              ))}
            </ol>
            <Changes of={draft} version={version} other={otherOf(version)} labelOf={labelOf} />
          </li>
        ))}
      </ul>
    </>
  );
}

type ChangesProps = {
  of: AutomationDraft;
  version: number;
  other: AutomationVersion | undefined;
  labelOf: (key: string) => string;
};

/** What is different from another version; an earlier one stands on the left. */
function Changes({ of, version, other, labelOf }: ChangesProps) {
  if (!other || other.version === version) return null;
  const isLater = version > other.version;
  const changes = isLater ? versionChanges(other.draft, of, labelOf) : versionChanges(of, other.draft, labelOf);
  if (changes.length === 0) return <p className={style.quiet}>The same as version {other.version}.</p>;
  const [first, second] = isLater ? [other.version, version] : [version, other.version];
  return (
    <BeforeAfter
      columns={['Changed', `Version ${first}`, `Version ${second}`]}
      rows={changes.map(({ what, before, after }) => ({ label: what, before, after }))}
    />
  );
}
