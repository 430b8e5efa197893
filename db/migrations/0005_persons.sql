CREATE TABLE "deputyship" (
	"principal" text NOT NULL,
	"deputy" text NOT NULL,
	"authority_id" text NOT NULL,
	"from_date" date NOT NULL,
	"until_date" date NOT NULL,
	CONSTRAINT "deputyship_principal_deputy_authority_id_pk" PRIMARY KEY("principal","deputy","authority_id")
);
--> statement-breakpoint
CREATE TABLE "person_account" (
	"account" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deputyship_of" ON "deputyship" USING btree ("deputy");