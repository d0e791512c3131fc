-- Why a scheduled reply was stopped, as a code beside its words, as in 0550. Rows of before have none.

ALTER TABLE hub.scheduled_messages ADD COLUMN cause text;
COMMENT ON COLUMN hub.scheduled_messages.cause IS 'The code of why it was refused (hub/model/failure.py: Cause)';
COMMENT ON COLUMN hub.scheduled_messages.detail IS 'What only this failure says; without a cause the whole of it in English';
