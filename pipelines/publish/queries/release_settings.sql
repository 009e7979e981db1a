-- The settings of a run that change its results; null where a run has not set them.
-- Grain: one row.

select getvariable('review_threshold')::varchar as review_threshold
