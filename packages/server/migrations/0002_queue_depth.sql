-- How many jobs are due and wait for a worker: a number for the health page, without opening the queue's tables to the server.
create function platform.jobs_waiting() returns bigint language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select count(*) from graphile_worker.jobs where locked_at is null and run_at <= now() and attempts < max_attempts);
end $$;
