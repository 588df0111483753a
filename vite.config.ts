import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import manifest from './package.json' with { type: 'json' };

const root = import.meta.dirname;
const builtins = [/^node:/, ...builtinModules, 'electron'];
const installed = Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}(/|$)`));

/** One entry of the privileged side, as one file for Node. */
function privileged(
  entry: string,
  outFile: string,
  options: { format: 'es' | 'cjs'; bundle: boolean },
): EnvironmentOptions {
  const external = options.bundle ? builtins : [...builtins, ...installed];
  return {
    consumer: 'server',
    // What is not installed with the packaged app is part of the file.
    resolve: { external: options.bundle ? [] : Object.keys(manifest.dependencies), noExternal: true },
    build: {
      outDir: resolve(root, 'out', outFile, '..'),
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: resolve(root, entry),
        external,
        output: { format: options.format, entryFileNames: outFile.replace(/^.*\//, ''), codeSplitting: false },
      },
    },
  };
}

export default defineConfig({
  root: resolve(root, 'renderer'),
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: resolve(root, 'out/renderer'),
        emptyOutDir: true,
        target: 'chrome144',
        // The content policy allows neither inline scripts nor data: addresses.
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 2000,
      },
    },
    main: privileged('electron/main.ts', 'main/main.js', { format: 'es', bundle: false }),
    preload: privileged('electron/preload.ts', 'preload/preload.cjs', { format: 'cjs', bundle: true }),
    serve: privileged('electron/serve.ts', 'serve/serve.js', { format: 'es', bundle: false }),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
