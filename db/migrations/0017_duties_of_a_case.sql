DROP INDEX "duty_open";--> statement-breakpoint
CREATE INDEX "duty_of_case" ON "duty" USING btree ("case_id");