CREATE TABLE "document" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"lang" text NOT NULL,
	"title" text NOT NULL,
	"template" text NOT NULL,
	"contents" jsonb NOT NULL,
	"missing" jsonb NOT NULL,
	"gaps" jsonb NOT NULL,
	"basis" text NOT NULL,
	"digest" text NOT NULL,
	"pages" integer NOT NULL,
	"composed" "bytea" NOT NULL,
	"printed" "bytea" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"duty_id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"what" text NOT NULL,
	"sent_seq" integer NOT NULL,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"tried_at" timestamp(3) with time zone NOT NULL,
	"again_at" timestamp(3) with time zone,
	"accepted_at" timestamp(3) with time zone,
	"bounced_at" timestamp(3) with time zone,
	"smtp_code" integer,
	"status_code" text,
	"trouble" text,
	CONSTRAINT "outgoing_mail_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "outgoing_post" (
	"id" text PRIMARY KEY NOT NULL,
	"duty_id" text NOT NULL,
	"case_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"what" text NOT NULL,
	"sent_seq" integer NOT NULL,
	"documents" jsonb NOT NULL,
	"state" text NOT NULL,
	"queued_at" timestamp(3) with time zone NOT NULL,
	"posted_at" timestamp(3) with time zone,
	"posted_by" text,
	"postal_number" text,
	"returned_at" timestamp(3) with time zone,
	"returned_by" text,
	CONSTRAINT "outgoing_post_duty_id_unique" UNIQUE("duty_id")
);
--> statement-breakpoint
ALTER TABLE "case_file" ALTER COLUMN "state" SET DATA TYPE jsonb;--> statement-breakpoint
CREATE INDEX "document_case" ON "document" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "outgoing_mail_open" ON "outgoing_mail" USING btree ("tried_at") WHERE state in ('sending', 'waiting');--> statement-breakpoint
CREATE INDEX "outgoing_post_queue" ON "outgoing_post" USING btree ("authority_id","state","queued_at","id");