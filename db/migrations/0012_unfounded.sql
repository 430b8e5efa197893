ALTER TABLE "register_entry" ADD COLUMN "unfounded" jsonb;--> statement-breakpoint
CREATE INDEX "register_entry_unfounded" ON "register_entry" USING btree ("id") WHERE unfounded is not null;