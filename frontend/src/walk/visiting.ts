/* Somebody has signed in since the list was fetched: it becomes theirs, or is erased. */
import { mark } from './device';
import { renew } from './sending';

export async function visit(list: string): Promise<void> {
  const { link } = await renew({ list, answers: '' });
  // The mark stays where nothing is assigned: another's unsent answers may lie here, and signing out would lose them.
  if (link === 'good' || link === 'refused') mark(list);
}
