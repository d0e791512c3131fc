-- The comment said that this language is fixed; it is what the chat speaks to those whose own it does not know.
COMMENT ON COLUMN tenant_widget_config.locale IS
    'The language where neither the site nor the visitor''s browser names one that the chat speaks; none: English';
