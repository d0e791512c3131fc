-- name: of_key(key)
-- Where a public key belongs, asked before the tenant is known.
SELECT tenant_id, widget_id FROM hub.find_widget(:key);

-- name: find(tenant, id)
SELECT * FROM tenant_widget_config WHERE tenant_id = :tenant AND id = :id;

-- name: page(tenant, after_at, after_id, limit)
-- The oldest first.
SELECT * FROM tenant_widget_config
 WHERE tenant_id = :tenant AND (:after_at::timestamptz IS NULL OR (created_at, id) > (:after_at, :after_id::uuid))
 ORDER BY created_at, id
 LIMIT :limit;

-- name: lock(tenant, id)
-- One widget, held until the transaction ends.
SELECT * FROM tenant_widget_config WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE;

-- name: count(tenant)
SELECT count(*) FROM tenant_widget_config WHERE tenant_id = :tenant;

-- name: add(tenant, id, public_key, name, allowed_domains, theme, texts, pre_chat, behaviour, locale, team_id)
INSERT INTO tenant_widget_config (tenant_id, id, public_key, name, allowed_domains, theme, texts, pre_chat, behaviour,
                                  locale, team_id)
VALUES (:tenant, :id, :public_key, :name, :allowed_domains::text[], :theme, :texts, :pre_chat, :behaviour, :locale,
        :team_id)
RETURNING *;

-- name: change(tenant, id, name, is_enabled, allowed_domains, theme, texts, pre_chat, behaviour, locale, enforce_identity, team_id)
UPDATE tenant_widget_config
   SET name = :name, is_enabled = :is_enabled, allowed_domains = :allowed_domains::text[], theme = :theme,
       texts = :texts, pre_chat = :pre_chat, behaviour = :behaviour, locale = :locale,
       enforce_identity = :enforce_identity, team_id = :team_id
 WHERE tenant_id = :tenant AND id = :id
RETURNING *;

-- name: keep_secret(tenant, id, secret)
-- A new secret ends the one before.
UPDATE tenant_widget_config SET identity_secret = :secret WHERE tenant_id = :tenant AND id = :id RETURNING *;

-- name: agents(tenant, online, limit)
-- People for the greeting: who is here now comes first, then who has been here longest.
SELECT id, name FROM users
 WHERE tenant_id = :tenant AND is_active AND name <> ''
 ORDER BY id = ANY (:online::uuid[]) DESC, created_at, id
 LIMIT :limit;

-- name: reply_seconds(tenant, widget_id, least)
-- The usual time to a first answer in the last weeks; null while there are too few to say.
SELECT CASE WHEN count(*) >= :least THEN
            (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_replied_at - created_at)))::integer END
  FROM (SELECT first_replied_at, created_at FROM conversations
         WHERE tenant_id = :tenant AND last_seq > 0 AND widget_id = :widget_id AND first_replied_at IS NOT NULL
           AND last_message_at > now() - interval '28 days'
         ORDER BY last_message_at DESC, id DESC LIMIT 200) AS recent;
