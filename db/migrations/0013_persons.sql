CREATE TABLE "office" (
	"person" text NOT NULL,
	"authority_id" text NOT NULL,
	"roles" text[] NOT NULL,
	CONSTRAINT "office_person_authority_id_pk" PRIMARY KEY("person","authority_id")
);
--> statement-breakpoint
ALTER TABLE "deputyship" ADD COLUMN "timezone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
-- Until now the days were those of UTC.
ALTER TABLE "deputyship" ALTER COLUMN "timezone" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "person_account" ADD COLUMN "bound_at" timestamp with time zone;