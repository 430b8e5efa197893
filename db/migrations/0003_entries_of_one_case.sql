ALTER TABLE "register_entry" DROP CONSTRAINT "register_entry_case_id_unique";--> statement-breakpoint
ALTER TABLE "recipient_ledger" DROP CONSTRAINT "recipient_ledger_case_id_recipient_pk";--> statement-breakpoint
ALTER TABLE "recipient_ledger" ADD CONSTRAINT "recipient_ledger_case_id_recipient_entry_id_pk" PRIMARY KEY("case_id","recipient","entry_id");--> statement-breakpoint
CREATE INDEX "register_entry_case" ON "register_entry" USING btree ("case_id");