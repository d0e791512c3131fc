/** The workspace's own statuses, kept whole in the order of menus; conversations name them by their ids. */
import { create } from 'zustand';
import { customStatuses as hub } from '@/api/hub';
import type { ConversationRow, ConversationStatus, CustomStatus } from '@/api/types';
import { t } from '@/texts';

export const useCustomStatuses = create<{ statuses: readonly CustomStatus[] }>(() => ({ statuses: [] }));

export async function loadCustomStatuses(): Promise<void> {
  const statuses = await hub.list().catch(() => null);
  if (statuses) useCustomStatuses.setState({ statuses });
}

type Stated = Pick<ConversationRow, 'status' | 'custom_status_id'>;

/** That of a conversation; none where it has gone meanwhile. */
export const useCustomStatus = ({ custom_status_id: id }: Stated): CustomStatus | undefined =>
  useCustomStatuses(({ statuses }) => (id ? statuses.find((one) => one.id === id) : undefined));

/** What can be chosen: each of the four, or a finer word for it. */
export interface StatusChoice {
  status: ConversationStatus;
  custom: CustomStatus | null;
}

const STATES: ConversationStatus[] = ['open', 'pending', 'resolved', 'closed'];

/** Each of the four, with the workspace's own words for it behind it. */
export const statusChoices = (statuses: readonly CustomStatus[]): StatusChoice[] =>
  STATES.flatMap((status) => [
    { status, custom: null },
    ...statuses.filter((one) => one.status === status).map((custom) => ({ status, custom })),
  ]);

export const statusName = ({ status, custom }: StatusChoice): string => custom?.name ?? t.status[status];
