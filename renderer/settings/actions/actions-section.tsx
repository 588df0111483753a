import { useEffect, useState } from 'react';
import type { ActionView } from '../../../shared/contract/action-views.ts';
import type { Action } from '../../../shared/model/action.ts';
import { refusalOf } from '../../client/refusal.ts';
import { carriedRepair, repaired } from '../../corrections/repair-draft.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ActionEditor } from './action-editor.tsx';
import style from './actions.module.css';
import { CatalogueFile } from './catalogue-file.tsx';
import { NewAction } from './new-action.tsx';
import { useActions } from './use-actions.ts';

/** Settings, Actions: what agents may ask for, and what each writes. */
export function ActionsSection() {
  const { data: views, error } = useActions();
  const [repair] = useState(() => carriedRepair(window.history.state));
  const [key, choose] = useState<string | null>(repair?.action ?? null);
  const [making, make] = useState(false);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Action | null>>>({});
  const draftOf = (action: Action) =>
    drafts[action.key] ?? (repair?.action === action.key ? repaired(action, repair) : action);
  const isUnsaved = (action: Action) => JSON.stringify(draftOf(action)) !== JSON.stringify(action);
  useRepairInView(repair?.input ?? null, views !== undefined);
  const chosen = views?.find(({ action }) => action.key === key) ?? null;
  const keep = (of: string, draft: Action | null) => setDrafts((held) => ({ ...held, [of]: draft }));
  return (
    <section className={style.actions} aria-labelledby="actions-title">
      <div className={style.title}>
        <h2 id="actions-title">Actions</h2>
        <Press tone="primary" onPress={() => make(true)}>
          New action
        </Press>
      </div>
      <p className={style.quiet}>
        What an agent may ask for. Nothing it asks is written before a person, or a rule a person wrote, approves it.
      </p>
      <CatalogueFile />
      {error ? <Failed problem={refusalOf(error)} /> : null}
      {views ? null : <Skeleton of="the actions" />}
      {making ? <NewAction onMade={choose} onClose={() => make(false)} /> : null}
      {repair && chosen?.action.key === repair.action && isUnsaved(chosen.action) ? (
        <Note tone="amber">
          Filled in from Corrections, and not saved yet: look at it, press Save, then copy the tool definition to the
          platform.
        </Note>
      ) : null}
      <div className={style.columns}>
        <ul className={style.list} aria-label="Actions">
          {(views ?? []).map((view) => (
            <li key={view.action.key}>
              <ActionRow
                of={view}
                selected={view.action.key === key}
                unsaved={isUnsaved(view.action)}
                onChoose={() => choose(view.action.key)}
              />
            </li>
          ))}
        </ul>
        {chosen ? (
          <ActionEditor
            key={chosen.action.key}
            of={chosen}
            draft={draftOf(chosen.action)}
            onDraft={(draft) => keep(chosen.action.key, draft)}
          />
        ) : null}
      </div>
    </section>
  );
}

/** What a repair filled in is shown at once, wherever it stands in a long form. */
function useRepairInView(input: string | null, ready: boolean): void {
  useEffect(() => {
    if (input === null || !ready) return;
    const fields = document.querySelector<HTMLElement>(`fieldset[aria-label="Input ${CSS.escape(input)}"]`);
    fields?.scrollIntoView({ block: 'center' });
    fields?.querySelector<HTMLElement>('input, select')?.focus({ preventScroll: true });
  }, [input, ready]);
}

function ActionRow(props: { of: ActionView; selected: boolean; unsaved: boolean; onChoose: () => void }) {
  const { action, flags, builtIn, edited } = props.of;
  return (
    <button type="button" className={style.row} aria-pressed={props.selected} onClick={props.onChoose}>
      {action.deprecated ? <del>{action.label}</del> : <span>{action.label}</span>}
      <code className={style.key}>{action.key}</code>
      {props.unsaved ? <Tag tone="amber">not saved</Tag> : null}
      {action.deprecated ? <Tag>not offered</Tag> : null}
      {action.off ? <Tag>off</Tag> : null}
      {flags.length > 0 ? <Tag tone="red">{flags.length === 1 ? '1 problem' : `${flags.length} problems`}</Tag> : null}
      {edited ? <Tag>{builtIn ? 'changed' : 'your own'}</Tag> : null}
    </button>
  );
}
