/** The requests of the reports; they are loaded with them. */
import { http } from '@/api/client';
import type { Breakdown, Page, RatedConversation, Report, Standing } from '@/api/types';

/** Which conversations, and whose. */
export interface Which {
  channel: string | null;
  team_id: string | null;
  agent_id: string | null;
}

export interface Wish extends Which {
  first: string;
  last: string;
  /** Null: the workspace's own. */
  time_zone: string | null;
}

interface Said {
  score?: number | null;
  only_comments?: boolean;
  cursor?: string | null;
  limit?: number;
}

export const reports = {
  now: (which: Which) => http.get<Standing>('/reports/now', { ...which }),
  conversations: (wish: Wish) => http.get<Report>('/reports/conversations', { ...wish }),
  breakdown: (wish: Wish, by: string) => http.get<Breakdown>('/reports/breakdown', { ...wish, by }),
  ratings: (wish: Wish, said: Said) => http.get<Page<RatedConversation>>('/reports/ratings', { ...wish, ...said }),
};
