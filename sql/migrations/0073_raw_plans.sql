-- The plan of the raw insert is made once a connection and serves batches of any size, as on the live path.
ALTER FUNCTION hub.store_raw SET plan_cache_mode = force_generic_plan;
