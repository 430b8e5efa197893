ALTER TABLE "register_entry" ADD COLUMN "suspensions" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entry" ADD COLUMN "marks" jsonb NOT NULL;