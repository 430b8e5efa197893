ALTER TABLE "recipient_feed" ALTER COLUMN "entry_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "recipient_feed" ADD COLUMN "measure" text;