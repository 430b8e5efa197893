CREATE TABLE "case_event" (
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"command_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "case_event_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"id" text PRIMARY KEY NOT NULL,
	"regime" text NOT NULL,
	"version" text NOT NULL,
	"authority_id" text NOT NULL,
	"ground" text NOT NULL,
	"stage" text NOT NULL,
	"outcome" text,
	"state" jsonb NOT NULL,
	"seq" integer NOT NULL,
	"head" "bytea" NOT NULL,
	"agenda_version" integer NOT NULL,
	"carried_version" integer DEFAULT 0 NOT NULL,
	"soonest" timestamp(3) with time zone,
	"sandbox" boolean DEFAULT false NOT NULL,
	"clock_offset" bigint DEFAULT 0 NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"case_id" text NOT NULL,
	"key" text NOT NULL,
	"armed_seq" integer NOT NULL,
	"rule" text NOT NULL,
	"against" text NOT NULL,
	"effect" text NOT NULL,
	"due" date,
	"ends_at" timestamp(3) with time zone,
	"provisional" boolean NOT NULL,
	"calendars" jsonb NOT NULL,
	"armed_at" timestamp(3) with time zone NOT NULL,
	"lapsed_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"outcome" text,
	CONSTRAINT "clock_case_id_key_armed_seq_pk" PRIMARY KEY("case_id","key","armed_seq")
);
--> statement-breakpoint
CREATE TABLE "command" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"type" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" text,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"proof" text
);
--> statement-breakpoint
CREATE TABLE "task" (
	"case_id" text NOT NULL,
	"key" text NOT NULL,
	"act" text NOT NULL,
	"role" text NOT NULL,
	"authority_id" text NOT NULL,
	"ref" text,
	"due" timestamp(3) with time zone,
	CONSTRAINT "task_case_id_key_pk" PRIMARY KEY("case_id","key")
);
--> statement-breakpoint
CREATE TABLE "authority" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"level" text NOT NULL,
	"superior" text
);
--> statement-breakpoint
CREATE TABLE "recipient_feed" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"case_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recipient_ledger" (
	"case_id" text NOT NULL,
	"recipient" text NOT NULL,
	"entry_id" text NOT NULL,
	"delivered_at" timestamp(3) with time zone,
	"retracted_at" timestamp(3) with time zone,
	"acknowledged_at" timestamp(3) with time zone,
	"escalated_at" timestamp(3) with time zone,
	CONSTRAINT "recipient_ledger_case_id_recipient_pk" PRIMARY KEY("case_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "register_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"regime" text NOT NULL,
	"version" text NOT NULL,
	"authority_id" text NOT NULL,
	"ground" text NOT NULL,
	"subject_kind" text NOT NULL,
	"measures" jsonb NOT NULL,
	"from_date" date NOT NULL,
	"until_date" date,
	"ends_at" timestamp(3) with time zone,
	"published_at" timestamp(3) with time zone,
	"removed_at" timestamp(3) with time zone,
	"removed_because" text,
	CONSTRAINT "register_entry_case_id_unique" UNIQUE("case_id")
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"actor" text NOT NULL,
	"purpose" text NOT NULL,
	"what" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_key" (
	"case_id" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealed_text" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject" (
	"case_id" text PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_file_uncarried" ON "case_file" USING btree ("id") WHERE agenda_version > carried_version;--> statement-breakpoint
CREATE INDEX "case_file_soonest" ON "case_file" USING btree ("soonest") WHERE soonest is not null;--> statement-breakpoint
CREATE INDEX "case_file_list" ON "case_file" USING btree ("authority_id","stage","id");--> statement-breakpoint
CREATE INDEX "clock_armed" ON "clock" USING btree ("ends_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "duty_open" ON "duty" USING btree ("case_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "task_queue" ON "task" USING btree ("authority_id","role","due");--> statement-breakpoint
CREATE INDEX "recipient_feed_order" ON "recipient_feed" USING btree ("recipient","position");--> statement-breakpoint
CREATE INDEX "register_entry_standing" ON "register_entry" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "access_log_case" ON "access_log" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "sealed_text_case" ON "sealed_text" USING btree ("case_id");