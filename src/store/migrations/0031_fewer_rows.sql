-- Each index costs a row written for every row that it holds; these were read by nothing, or served no better than others.
DROP INDEX feeds_due;
DROP INDEX items_seen;
DROP INDEX runs_started;
