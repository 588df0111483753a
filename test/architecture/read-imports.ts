import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  room: string;
  text: string;
  imports: readonly Import[];
}

/** What is imported for its types alone leaves nothing at run time. */
export type Import =
  | { kind: 'file'; path: string; typesOnly: boolean }
  | { kind: 'package'; name: string; typesOnly: boolean };

// Covers import and export … from, bare imports, and import(…) with a fixed name.
const importPattern =
  /(?:^|[;\s}])(?:import|export)\s*(?:[^'";]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/** Reads the sources under a folder, with what each imports. */
export function readSources(folder: string): SourceFile[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, room: roomOf(path), text, imports: importsOf(path, text) };
    });
}

/** The room a file belongs to: its folder in electron/, or the start file itself; else the top folder. */
export function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'electron' ? second.replace(/\.ts$/, '') : top;
}

/** What a text imports, seen from its place. */
export function importsOf(path: string, text: string): Import[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(importPattern)].map(([statement, fixed, called]) => {
    const typesOnly = /\b(import|export)\s+type\b/.test(statement);
    const specifier = fixed ?? called ?? '';
    if (!specifier.startsWith('.')) return { kind: 'package', name: packageOf(specifier), typesOnly };
    const target = join(root, dirname(path), specifier);
    return { kind: 'file', path: relative(root, target).split(sep).join('/'), typesOnly };
  });
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
