import { useMutation, useQuery } from '@tanstack/react-query';
import type { AutomationTemplate } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import style from './automations.module.css';
import { newDraft } from './new-step.ts';

const needWords: Record<AutomationTemplate['needs'][number], string> = {
  call: 'somebody who calls',
  message: 'somebody who sends messages',
  contact: 'a platform with contacts',
};

/** Automations to start from, and an empty one. */
export function TemplatesGallery(props: { onDraft: (draft: AutomationDraft) => void }) {
  const { query } = useConsole();
  const org = useOrg();
  const templates = useQuery(query.automations.templates.list.queryOptions());
  const use = useMutation(query.automations.templates.use.mutationOptions({ onSuccess: props.onDraft }));
  const noOrg = org === null ? 'Connect an org first.' : null;
  if (templates.error) return <Failed problem={refusalOf(templates.error)} />;
  if (!templates.data) return <Skeleton of="the templates" />;
  return (
    <section className={style.gallery} aria-labelledby="automation-templates">
      <h2 id="automation-templates">Start from</h2>
      {use.error ? <Failed problem={refusalOf(use.error)} /> : null}
      <ul className={style.templates}>
        {templates.data.map(({ key, name, description, needs }) => (
          <li key={key} className={style.template}>
            <h3>{name}</h3>
            <p>{description}</p>
            {needs.length > 0 ? (
              <p className={style.quiet}>Needs {needs.map((each) => needWords[each]).join(' and ')}.</p>
            ) : null}
            <Press
              label={`Use it: ${name}`}
              refusedBecause={noOrg}
              onPress={() => org && use.mutate({ key, org: org.id })}
            >
              Use it
            </Press>
          </li>
        ))}
        <li className={style.template}>
          <h3>Nothing</h3>
          <p>An automation of your own, from the first step.</p>
          <Press
            label="Start from nothing"
            refusedBecause={noOrg}
            onPress={() => org && props.onDraft(newDraft(org.id))}
          >
            Start
          </Press>
        </li>
      </ul>
    </section>
  );
}
