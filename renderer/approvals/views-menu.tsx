import { Menu, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { DeskFilter, SavedView } from '../../shared/model/desk-filter.ts';
import { refusalOf } from '../client/refusal.ts';
import { useKeys } from '../desk/keys.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './approvals.module.css';
import { useSavedViews } from './use-saved-views.ts';

/** Filters that were given names: chosen by G and a digit, kept, put in order and deleted. */
export function ViewsMenu(props: { filter: DeskFilter; onFilter: (filter: DeskFilter) => void }) {
  const { views, save, error } = useSavedViews();
  const [open, setOpen] = useState(false);
  const announce = useAnnounce();
  const choose = (view: SavedView | undefined) => {
    if (!view) return;
    announce(`View ${view.name}`);
    setOpen(false);
    props.onFilter(view.filter);
  };
  useKeys({
    'view-1': () => choose(views[0]),
    'view-2': () => choose(views[1]),
    'view-3': () => choose(views[2]),
    'view-4': () => choose(views[3]),
    'view-5': () => choose(views[4]),
    'view-6': () => choose(views[5]),
    'view-7': () => choose(views[6]),
    'view-8': () => choose(views[7]),
    'view-9': () => choose(views[8]),
    views: () => setOpen(true),
  });
  const { card: _, ...filter } = props.filter;
  const moved = (at: number) => {
    const [view] = views.slice(at, at + 1);
    const rest = views.toSpliced(at, 1);
    return view ? rest.toSpliced(at - 1, 0, view) : rest;
  };
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" closeOnItemClick={false} width={320}>
      <Menu.Target>
        <Press hint="P">Views</Press>
      </Menu.Target>
      <Menu.Dropdown>
        {error ? <Failed problem={refusalOf(error)} /> : null}
        {views.map((view, at) => (
          <div key={view.id} className={style.view}>
            <Menu.Item onClick={() => choose(view)} rightSection={<span className={style.chipCount}>G {at + 1}</span>}>
              {view.name}
            </Menu.Item>
            <Menu.Item
              className={style.viewDeed}
              aria-label={`Move ${view.name} up`}
              disabled={at === 0}
              onClick={() => save(moved(at))}
            >
              ↑
            </Menu.Item>
            <Menu.Item
              className={style.viewDeed}
              aria-label={`Delete ${view.name}`}
              onClick={() => save(views.toSpliced(at, 1))}
            >
              ×
            </Menu.Item>
          </div>
        ))}
        {views.length === 0 ? (
          <p className={style.viewsNone}>A filter you name is one key away: G and its digit.</p>
        ) : null}
        <NameView
          full={views.length >= 9}
          onName={(name) => {
            // The same name again is another filter under it.
            const kept = views.find((each) => each.name === name);
            const view = { id: kept?.id ?? crypto.randomUUID(), name, filter };
            save(kept ? views.map((each) => (each === kept ? view : each)) : [...views, view]);
            announce(`View ${name} saved`);
          }}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

function NameView(props: { full: boolean; onName: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const told = name.trim();
    if (told === '') return;
    props.onName(told);
    setName('');
  };
  if (props.full) return <p className={style.viewsNone}>Nine views are kept. Delete one to name another.</p>;
  return (
    <form className={style.viewName} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label="Name what is listed now"
        placeholder="Name what is listed now"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        // The menu moves on letters and arrows.
        onKeyDown={(event) => event.key !== 'Escape' && event.key !== 'Tab' && event.stopPropagation()}
      />
      <Press type="submit">Save</Press>
    </form>
  );
}
