import fc from 'fast-check';

/** Property tests draw the same stories on every run; `COUNTERSIGN_SEED` draws others. */
fc.configureGlobal({ seed: Number(process.env.COUNTERSIGN_SEED ?? 1) });

export { fc };
