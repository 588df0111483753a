import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readSources, root } from './read-imports.ts';

const sources = ['electron', 'renderer', 'shared', 'build'].flatMap(readSources);
/** Tables of names and rows, which are read by looking up and not from end to end. */
const tables: readonly string[] = ['electron/practice/org/seed-people.ts'];

const documents = ['README.md', 'CONTRIBUTING.md'].filter((name) => existsSync(join(root, name)));

describe('the sources', () => {
  it('were read', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it('have no default exports', () => {
    expect(sources.filter(({ text }) => /^export default /m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('have no barrels', () => {
    const barrels = sources.filter(
      ({ path, text }) => /\/index\.tsx?$/.test(path) || /^export (\*|\{[^}]*\}) from/m.test(text),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    const strange = sources.filter(({ path }) => !/^[a-z0-9-]+(\.d)?\.tsx?$/.test(path.split('/').at(-1) ?? ''));
    expect(strange.map(({ path }) => path)).toEqual([]);
  });

  it('stay within 400 lines', () => {
    const long = sources.filter(({ path, text }) => !tables.includes(path) && text.split('\n').length > 400);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe('the documents', () => {
  it('are there', () => {
    expect(documents).toContain('CONTRIBUTING.md');
  });

  it.each(documents)('%s names only scripts that exist', (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    const named = [...text.matchAll(/npm (?:run )?(?:-s )?([a-z][a-z-]*)/g)].map(([, script]) => script ?? '');
    const ofNpm = ['ci', 'install', 'run'];
    const unknown = named.filter((script) => !ofNpm.includes(script) && !(script in manifest.scripts));
    expect(named.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  it.each(documents)('%s links only to files that exist', (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});

describe('the scripts', () => {
  it('name only files that exist', () => {
    const files = Object.values(manifest.scripts).flatMap((script) => script.match(/\S+\.(ts|mjs)\b/g) ?? []);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
