-- Each ruling writes the state anew: compressing it took more of the database's time than all the rest of the row.
ALTER TABLE "case_file" ALTER COLUMN "state" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "case_file" SET (fillfactor = 70);
