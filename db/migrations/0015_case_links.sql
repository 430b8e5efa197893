CREATE TABLE "case_link" (
	"case_id" text PRIMARY KEY NOT NULL,
	"main" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_link_main" ON "case_link" USING btree ("main");