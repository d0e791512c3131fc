/** The requests of the settings; they are loaded with them. */
import { http } from '@/api/client';
import type { ApiKey, Invitation, NewApiKey, Page, User, UserRole, Widget } from '@/api/types';

export const widgets = {
  list: () => http.get<Page<Widget>>('/widgets'),
  create: (name: string) => http.post<Widget>('/widgets', { name }),
  change: (id: string, change: Partial<Widget>) => http.patch<Widget>(`/widgets/${id}`, change),
  newSecret: (id: string) => http.post<{ identity_secret: string }>(`/widgets/${id}/identity-secret`),
};

export const team = {
  users: () => http.get<Page<User>>('/users'),
  change: (id: string, change: { name?: string; role?: UserRole; is_active?: boolean }) =>
    http.patch<User>(`/users/${id}`, change),
  invitations: () => http.get<Page<Invitation>>('/invitations'),
  invite: (email: string, role: UserRole, name: string) =>
    http.post<Invitation>('/invitations', { email, role, ...(name && { name }) }),
  takeBack: (id: string) => http.delete<void>(`/invitations/${id}`),
};

export const apiKeys = {
  list: () => http.get<Page<ApiKey>>('/api-keys'),
  create: (name: string, scopes: string[], expires_at: string | null) =>
    http.post<NewApiKey>('/api-keys', { name, scopes, ...(expires_at && { expires_at }) }),
  revoke: (id: string) => http.delete<void>(`/api-keys/${id}`),
};
