import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { getNonce } from 'get-nonce';
import { type RefObject, useEffect, useRef } from 'react';
import type { SoqlPlace } from '../../shared/contract/soql-contract.ts';
import { completeSoql, type SoqlOption } from './complete-soql.ts';
import { editorLook } from './editor-look.ts';
import { markRefused, offsetOf, refusedPlace } from './refused-place.ts';
import { soqlLanguage } from './soql-language.ts';
import type { SoqlSchema } from './soql-schema.ts';

type SoqlEditorProps = {
  text: string;
  /** Where the query was refused. */
  place: SoqlPlace | null;
  schema: SoqlSchema;
  onText: (text: string) => void;
  onRun: () => void;
  /** What says why it was refused. */
  describedBy: string | null;
  /** Lets the screen give it the focus. */
  view: RefObject<EditorView | null>;
};

/** Where a query is written: coloured, completed from the org, marked where it cannot be read. */
export function SoqlEditor(props: SoqlEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { text, place, describedBy, view } = props;

  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({ doc: latest.current.text, extensions: extensions(latest) }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [view]);

  useEffect(() => {
    const held = view.current;
    if (!held || held.state.doc.toString() === text) return;
    held.dispatch({ changes: { from: 0, to: held.state.doc.length, insert: text } });
  }, [text, view]);

  useEffect(() => {
    const held = view.current;
    if (!held) return;
    const selection = place ? { anchor: offsetOf(held.state.doc.toString(), place) } : undefined;
    held.dispatch({ effects: markRefused.of(place), selection, scrollIntoView: place !== null });
  }, [place, view]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    if (describedBy === null) content?.removeAttribute('aria-describedby');
    else content?.setAttribute('aria-describedby', describedBy);
  }, [describedBy, view]);

  return <div ref={box} style={{ height: '100%' }} />;
}

function extensions(latest: RefObject<SoqlEditorProps>) {
  const run = (view: EditorView) => {
    closeCompletion(view);
    latest.current.onRun();
    return true;
  };
  const leave = (view: EditorView) => {
    view.contentDOM.blur();
    return true;
  };
  return [
    EditorView.cspNonce.of(getNonce() ?? ''),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    bracketMatching(),
    closeBrackets(),
    soqlLanguage,
    refusedPlace,
    autocompletion({
      override: [(context) => complete(context, latest.current.schema)],
      icons: false,
      maxRenderedOptions: 200,
    }),
    placeholder('SELECT Id, Name FROM Account WHERE …'),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'SOQL query' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onText(update.state.doc.toString());
    }),
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
    keymap.of([
      // Only while something is offered: otherwise Tab goes on to the next control.
      { key: 'Tab', run: acceptCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      { key: 'Escape', run: leave },
    ]),
    editorLook,
  ];
}

async function complete(context: CompletionContext, schema: SoqlSchema): Promise<CompletionResult | null> {
  const { pos, explicit } = context;
  const text = context.state.doc.toString();
  const { from, options } = await completeSoql(text, pos, schema);
  const invited = pos > from || text[pos - 1] === '.' || isChoice(options[0]);
  if (options.length === 0 || !(explicit || invited)) return null;
  return { from, options: options.map(toCompletion), validFor: /^\w*$/ };
}

/** Where one of few things has to stand, they are shown before a letter is typed. */
function isChoice(first: SoqlOption | undefined): boolean {
  return first?.kind === 'object' || first?.kind === 'value' || first?.kind === 'date';
}

const ranks: Partial<Record<SoqlOption['kind'], number>> = { field: 3, relationship: 2, value: 3, function: -1 };

function toCompletion({ label, kind, detail, apply }: SoqlOption): Completion {
  return { label, detail, apply, type: kind, boost: ranks[kind] };
}
