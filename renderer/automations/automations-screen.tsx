import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AutomationView } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft } from '../../shared/model/automation.ts';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { AutomationEditor, draftOf } from './automation-editor.tsx';
import style from './automations.module.css';
import { TemplatesGallery } from './templates-gallery.tsx';
import { useAutomations } from './use-automations.ts';

const newPath = '/automations/new';

/** Triggers and steps: what runs by itself, and asks before each effect. */
export function AutomationsScreen(props: { chosen: string | null }) {
  const { chosen } = props;
  const { value: views, problem } = useAutomations();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<AutomationDraft | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const open = views?.find(({ automation }) => automation.id === chosen) ?? null;
  return (
    <div className={style.screen}>
      <nav className={style.list} aria-label="Automations">
        <header className={style.listHead}>
          <h1>Automations</h1>
          <Press
            onPress={() => {
              setDraft(null);
              navigate(newPath);
            }}
          >
            New
          </Press>
        </header>
        {problem ? <Failed problem={problem} /> : null}
        {views ? null : <Skeleton of="the automations" />}
        <ul>
          {(views ?? []).map((view) => (
            <AutomationRow key={view.automation.id} view={view} here={view.automation.id === chosen} />
          ))}
        </ul>
        {views?.length === 0 ? <p className={style.none}>None yet.</p> : null}
      </nav>
      <div className={style.detail}>
        {chosen === 'new' && draft ? (
          <AutomationEditor
            view={null}
            start={draft}
            onSaved={({ id }) => {
              setMade(id);
              navigate(`/automations/${encodeURIComponent(id)}`);
            }}
            onRemoved={() => navigate('/automations')}
          />
        ) : null}
        {open ? (
          <AutomationEditor
            key={open.automation.id}
            view={open}
            start={draftOf(open.automation)}
            autoFocus={open.automation.id === made}
            onSaved={() => {}}
            onRemoved={() => navigate('/automations')}
          />
        ) : null}
        {chosen === 'new' && !draft ? <TemplatesGallery onDraft={setDraft} /> : null}
        {chosen === null && views ? (
          <Welcome
            none={views.length === 0}
            onDraft={(of) => {
              setDraft(of);
              navigate(newPath);
            }}
          />
        ) : null}
        {chosen !== null && chosen !== 'new' && views && !open ? (
          <Empty title="This automation is not there any more." />
        ) : null}
      </div>
    </div>
  );
}

function Welcome(props: { none: boolean; onDraft: (draft: AutomationDraft) => void }) {
  return (
    <>
      {props.none ? (
        <p className={style.welcome}>
          An automation starts with something that happened, such as a new contact or a call that ended, and takes its
          steps one by one. Whatever it wants to write or send is a proposal first.
        </p>
      ) : null}
      <TemplatesGallery onDraft={props.onDraft} />
    </>
  );
}

function AutomationRow({ view, here }: { view: AutomationView; here: boolean }) {
  const { automation, startsWhen, deciding, failed, running, trouble } = view;
  const troubles = [
    ...(deciding > 0 ? [`${deciding} to decide`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(running > 0 ? [`${running} at work`] : []),
  ];
  return (
    <li>
      <Link
        to={`/automations/${encodeURIComponent(automation.id)}`}
        className={style.listed}
        aria-current={here ? 'page' : undefined}
      >
        <strong>
          <VisibleText text={automation.name} />
        </strong>
        <Standing view={view} />
        <span className={`${style.sentence} ${style.under}`}>{startsWhen}</span>
        {troubles.length > 0 ? <span className={`${style.counts} ${style.under}`}>{troubles.join(', ')}</span> : null}
        {trouble ? <span className={`${style.fault} ${style.under}`}>{trouble}</span> : null}
      </Link>
    </li>
  );
}

function Standing({ view }: { view: AutomationView }) {
  const { enabled, paused } = view.automation;
  if (paused) return <Tag tone="red">paused itself</Tag>;
  return enabled ? <Tag tone="green">on</Tag> : <Tag>off</Tag>;
}
