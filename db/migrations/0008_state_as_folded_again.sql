ALTER TABLE "case_file" ALTER COLUMN "state" SET DATA TYPE json;
