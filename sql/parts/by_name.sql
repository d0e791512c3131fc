-- A page of a list by name: what follows (after_name, after_id).
AND (:after_id::uuid IS NULL OR (lower(name), id) > (lower(:after_name::text), :after_id))
 ORDER BY lower(name), id
 LIMIT :limit
