import { z } from 'zod';
import { casesOf, figureCase, figures, figuresAsked } from '../model/figures.ts';
import { refusable } from './refusable.ts';

/** The contract's calls about figures. */
export const figuresContract = {
  read: refusable.input(figuresAsked).output(figures),
  /** The newest cases behind a number, and how many there are. */
  cases: refusable
    .input(figuresAsked.extend({ which: casesOf }))
    .output(z.object({ total: z.number().int(), cases: z.array(figureCase) })),
};
