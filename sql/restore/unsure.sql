-- What waited to be sent when the backup began may have left since. As if its sender had stopped in the middle of it,
-- its job will find that nobody knows, and ask the provider where that is possible; nothing is sent again by itself.
UPDATE public.messages SET status = 'sending', updated_at = clock_timestamp()
 WHERE direction = 'outbound' AND status = 'queued';
