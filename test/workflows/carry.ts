import { openRecord } from '../db/open-record.ts';
import { carriedOn, type Carried } from './carried.ts';

/** A world of its own with the engine in it. */
export const carry = async (name: string): Promise<Carried> => carriedOn(await openRecord(name));
