CREATE TABLE "subject_mark" (
	"case_id" text NOT NULL,
	"mark" "bytea" NOT NULL,
	CONSTRAINT "subject_mark_case_id_mark_pk" PRIMARY KEY("case_id","mark")
);
--> statement-breakpoint
CREATE INDEX "subject_mark_same" ON "subject_mark" USING btree ("mark");