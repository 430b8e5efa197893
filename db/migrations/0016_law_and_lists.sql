CREATE TABLE "published_law" (
	"regime" text NOT NULL,
	"version" text NOT NULL,
	"hash" text NOT NULL,
	"first_seen" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "published_law_regime_version_pk" PRIMARY KEY("regime","version")
);
--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "lives_from" date;--> statement-breakpoint
ALTER TABLE "intake" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "intake_line" ADD COLUMN "proposal" text;--> statement-breakpoint
ALTER TABLE "intake_line" ADD COLUMN "proposed_by" text;--> statement-breakpoint
ALTER TABLE "authority" ADD COLUMN "regimes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "authority" ADD COLUMN "territory" text;