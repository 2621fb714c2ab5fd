"""Which adverts are one job: what of each is compared, how, and what groups follow. Pure; `job_store` keeps it."""
