import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayImport, packageHomes, rooms } from './import-table.ts';
import { importsOf, readSources, roomOf, root, type SourceFile } from './read-imports.ts';

const electron = readSources('electron');
const renderer = readSources('renderer');
const shared = readSources('shared');
const all = [...electron, ...renderer, ...shared];

const filesOf = (source: SourceFile) => source.imports.flatMap((one) => (one.kind === 'file' ? [one.path] : []));
const valuesOf = (source: SourceFile) =>
  source.imports.flatMap((one) => (one.kind === 'file' && !one.typesOnly ? [one.path] : []));
const packagesOf = (source: SourceFile) => source.imports.flatMap((one) => (one.kind === 'package' ? [one.name] : []));

describe('reading imports', () => {
  it('finds every form of them, and none in comments', () => {
    const text = `import a from './a.ts';
      import type { B } from '../b.ts';
      import {
        c,
      } from 'c/deep';
      import '@scope/d/deep';
      export { e } from './e.ts';
      const f = await import('./f.ts');
      import g from './g.json' with { type: 'json' };
      // import x from 'x';
      /* import y from 'y'; */`;
    expect(importsOf('electron/calls/me.ts', text)).toEqual([
      { kind: 'file', path: 'electron/calls/a.ts', typesOnly: false },
      { kind: 'file', path: 'electron/b.ts', typesOnly: true },
      { kind: 'package', name: 'c', typesOnly: false },
      { kind: 'package', name: '@scope/d', typesOnly: false },
      { kind: 'file', path: 'electron/calls/e.ts', typesOnly: false },
      { kind: 'file', path: 'electron/calls/f.ts', typesOnly: false },
      { kind: 'file', path: 'electron/calls/g.json', typesOnly: false },
    ]);
  });

  it('read the sources, or nothing below means anything', () => {
    expect(electron.length).toBeGreaterThan(50);
    expect(renderer.length).toBeGreaterThan(20);
    expect(shared.length).toBeGreaterThan(10);
    expect(all.flatMap(filesOf).length).toBeGreaterThan(200);
  });

  it('leads to files that exist', () => {
    const missing = all.flatMap((source) => filesOf(source).filter((path) => !existsSync(join(root, path))));
    expect(missing).toEqual([]);
  });
});

describe('the rooms', () => {
  it('are all in the table', () => {
    expect([...new Set(electron.map(({ room }) => room))].filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it('import only what lies to their left', () => {
    const wrong = all.flatMap((source) =>
      filesOf(source)
        .filter((path) => !mayImport(source.room, roomOf(path)))
        .map((path) => `${source.path} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['calls', 'actions', false],
    ['policy', 'calls', true],
    ['calls', 'policy', false],
    ['salesforce', 'secrets', true],
    ['secrets', 'salesforce', false],
    ['web', 'desktop', false],
    ['console', 'practice', false],
    ['serve', 'practice', true],
    ['practice', 'salesforce', false],
    ['renderer', 'shared', true],
    ['renderer', 'console', false],
    ['shared', 'store', false],
    ['preload', 'console', false],
  ])('%s may import %s: %s', (from, to, allowed) => {
    expect(mayImport(from, to)).toBe(allowed);
  });
});

describe('packages', () => {
  it.each(Object.entries(packageHomes))('%s is imported in %j only', (name, homes) => {
    const strangers = all.filter((source) => packagesOf(source).includes(name) && !homes.includes(source.room));
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });

  it('shared/ is pure: it knows zod and the contract, and nothing of Node or the page', () => {
    const known = ['zod', '@orpc/contract'];
    const strangers = shared.flatMap((source) =>
      packagesOf(source)
        .filter((name) => !known.includes(name))
        .map((name) => `${source.path} → ${name}`),
    );
    expect(strangers).toEqual([]);
  });

  it('renderer/ imports nothing of Node', () => {
    const strangers = renderer.filter((source) => packagesOf(source).some((name) => name.startsWith('node:')));
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });
});

describe('imports', () => {
  it('go in no circle', () => {
    expect(circles(all)).toEqual([]);
  });

  it('are found when they do go in a circle', () => {
    const file = (path: string, to: string): SourceFile => ({
      path,
      room: '',
      text: '',
      imports: [{ kind: 'file', path: to, typesOnly: false }],
    });
    expect(circles([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b → c → b']);
  });
});

/** Every circle of imports that is there at run time, each told once. */
function circles(sources: readonly SourceFile[]): string[] {
  const targets = new Map(sources.map((source) => [source.path, valuesOf(source)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) found.push([...way.slice(at), path].join(' → '));
    if (at !== -1 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of sources) walk(path, []);
  return found;
}
