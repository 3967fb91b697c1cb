CREATE TABLE "namesakes" (
	"name" text PRIMARY KEY NOT NULL,
	"shown" text NOT NULL,
	"stale" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "classifications" DROP CONSTRAINT "classifications_key";--> statement-breakpoint
CREATE INDEX "namesakes_stale" ON "namesakes" USING btree ("name") WHERE stale;--> statement-breakpoint
ALTER TABLE "publications" DROP COLUMN "elsewhere";--> statement-breakpoint
ALTER TABLE "classifications" ADD CONSTRAINT "classifications_key" UNIQUE("context_hash","definition_hash","judge_version");--> statement-breakpoint
-- A tool is written by the crawl and once more by its verdict: the second finds room beside the first, and no index is touched.
ALTER TABLE "tools" SET (fillfactor = 50);--> statement-breakpoint
-- What was shown beside others is not known any more: everything is looked at once.
UPDATE "publications" SET "stale" = true;
