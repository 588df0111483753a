import { z } from 'zod';
import { savedViews } from '../model/desk-filter.ts';
import { handover } from '../model/handover.ts';
import { noticeSettings } from '../model/notice.ts';
import { refusable } from './refusable.ts';

/** How a supervisor sees what waits, and hands it over. */
export const deskContract = {
  /** Filters that were given names, in their order. */
  views: refusable.output(savedViews),
  saveViews: refusable.input(savedViews).output(savedViews),
  notices: refusable.output(noticeSettings),
  saveNotices: refusable.input(noticeSettings).output(noticeSettings),
  /** The shifts that were handed over last, newest first. */
  handovers: refusable.output(z.array(handover)),
  handOver: refusable.input(z.object({ note: z.string().max(4000) })).output(handover),
  takeOver: refusable
    .input(z.object({ id: z.string().min(1).max(64), by: z.string().trim().min(1).max(80) }))
    .output(handover),
};
