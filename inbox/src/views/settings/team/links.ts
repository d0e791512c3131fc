/** Invitation links the hub gave out in this visit: it tells each of them once, when no mail could be sent. */

const links = new Map<string, string>();

export const keepLink = (invitationId: string, link: string) => links.set(invitationId, link);

export const linkOf = (invitationId: string): string | null => links.get(invitationId) ?? null;
