/** Says that the workspace's webhooks are other than they were; who shows them asks again. */
import { create } from 'zustand';

export const useWebhookNews = create<{ heard: number }>(() => ({ heard: 0 }));

export function webhooksChanged(): void {
  useWebhookNews.setState(({ heard }) => ({ heard: heard + 1 }));
}
