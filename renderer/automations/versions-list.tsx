import { useQuery } from '@tanstack/react-query';
import type { AutomationDraft } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './automations.module.css';
import { stepSentence, triggerSentence } from './step-words.ts';

type VersionsProps = { automation: string; current: number; onTake: (of: AutomationDraft) => void };

/** How an automation was before; any version can be taken up again, and is saved as a new one. */
export function VersionsList({ automation, current, onTake }: VersionsProps) {
  const { query } = useConsole();
  const now = useNow();
  const actions = useActions().data ?? [];
  const labelOf = (key: string) => actions.find(({ action }) => action.key === key)?.action.label ?? key;
  // The number of the current one is part of the question: a version that was just saved is read, too.
  const asked = query.automations.versions.queryOptions({ input: { id: automation } });
  const versions = useQuery({ ...asked, queryKey: [...asked.queryKey, current] });
  if (versions.error) return <Failed problem={refusalOf(versions.error)} />;
  if (!versions.data) return <Skeleton of="the versions" />;
  return (
    <ul className={style.runs} aria-label="Versions">
      {versions.data.map(({ version, savedAt, savedBy, draft }) => (
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
        </li>
      ))}
    </ul>
  );
}
