CREATE TABLE "calendar_edition" (
	"calendar" text NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "calendar_edition_calendar_year_version_pk" PRIMARY KEY("calendar","year","version")
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"calendar" text,
	"regime" text,
	"version" text,
	"known_at" date,
	"per_second" integer NOT NULL,
	"status" text NOT NULL,
	"previewed_to" text DEFAULT '' NOT NULL,
	"looked" integer DEFAULT 0 NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"previewed_at" timestamp(3) with time zone,
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"decision_reason" text,
	"applied_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "change_item" (
	"change_id" text NOT NULL,
	"case_id" text NOT NULL,
	"effect" jsonb NOT NULL,
	"late" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"applied_at" timestamp(3) with time zone,
	CONSTRAINT "change_item_change_id_case_id_pk" PRIMARY KEY("change_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "intake" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"file_digest" text NOT NULL,
	"bytes" integer NOT NULL,
	"parts" integer NOT NULL,
	"mapping" text NOT NULL,
	"regime" text NOT NULL,
	"version" text NOT NULL,
	"as_of" date,
	"judged_on" date NOT NULL,
	"sandbox" boolean NOT NULL,
	"headerless" boolean NOT NULL,
	"status" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"tally" jsonb,
	"problem" text,
	"started_by" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "intake_line" (
	"intake_id" text NOT NULL,
	"line" integer NOT NULL,
	"span" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"findings" jsonb,
	"authority_id" text,
	"sealed" "bytea" NOT NULL,
	"content" text,
	"entry" text,
	"case_id" text,
	"taken" text,
	"decision" text,
	"decided_by" text,
	"decided_at" timestamp(3) with time zone,
	"reasons" "bytea",
	CONSTRAINT "intake_line_intake_id_line_pk" PRIMARY KEY("intake_id","line")
);
--> statement-breakpoint
CREATE TABLE "intake_part" (
	"intake_id" text NOT NULL,
	"no" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "intake_part_intake_id_no_pk" PRIMARY KEY("intake_id","no")
);
--> statement-breakpoint
CREATE TABLE "intake_taken" (
	"entry" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"case_id" text NOT NULL,
	"intake_id" text NOT NULL,
	"line" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "change_item_pending" ON "change_item" USING btree ("change_id","case_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "intake_line_waiting" ON "intake_line" USING btree ("intake_id","line") WHERE outcome = 'stands' and taken is null;--> statement-breakpoint
CREATE INDEX "intake_line_cleanup" ON "intake_line" USING btree ("intake_id","reason","line") WHERE outcome = 'cleanup';
--> statement-breakpoint
-- A published year of a calendar is never changed: clocks rest on it. A correction is a new version.
CREATE TRIGGER calendar_edition_append_only BEFORE UPDATE OR DELETE ON "calendar_edition" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calendar_edition_no_truncate BEFORE TRUNCATE ON "calendar_edition" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
