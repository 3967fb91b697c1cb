CREATE TABLE "changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"server_id" integer NOT NULL,
	"tool" text,
	"summary" text NOT NULL,
	"diff" text
);
--> statement-breakpoint
CREATE TABLE "classifications" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "classifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"definition_hash" text NOT NULL,
	"context_hash" text NOT NULL,
	"judge_version" text NOT NULL,
	"verdict" text NOT NULL,
	CONSTRAINT "classifications_key" UNIQUE("definition_hash","context_hash","judge_version")
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"hash" text PRIMARY KEY NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failures" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"code" text NOT NULL,
	"detail" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "failures_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"server_id" integer PRIMARY KEY NOT NULL,
	"target" text NOT NULL,
	"worth" integer NOT NULL,
	"rank" integer NOT NULL,
	"due_at" timestamp (3) with time zone,
	"report" text,
	"inspected_at" timestamp (3) with time zone,
	"attempted_at" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"failure_code" text,
	"failure_detail" text,
	"failure_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"definition_hash" text NOT NULL,
	"prompt_hash" text NOT NULL,
	"model" text NOT NULL,
	"answer" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "judgements_definition_hash_prompt_hash_model_pk" PRIMARY KEY("definition_hash","prompt_hash","model")
);
--> statement-breakpoint
CREATE TABLE "manifests" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "manifests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"ref" text NOT NULL,
	"version" text NOT NULL,
	"part" text NOT NULL,
	"rank" integer NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"record" text NOT NULL,
	"record_hash" text NOT NULL,
	"claims" text NOT NULL,
	"is_latest" boolean,
	"deleted" boolean NOT NULL,
	"updated_at" text,
	"tools" text,
	"evidence" text,
	"first_seen" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"missing" integer NOT NULL,
	"pending" boolean NOT NULL,
	"server_id" integer,
	CONSTRAINT "manifests_key" UNIQUE("source","ref","version")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"server_id" integer PRIMARY KEY NOT NULL,
	"stale" boolean NOT NULL,
	"writer" text,
	"hash" text,
	"entry" text,
	"elsewhere" text
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"command" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"runner" text NOT NULL,
	"outcome" text NOT NULL,
	"report" text
);
--> statement-breakpoint
CREATE TABLE "server_versions" (
	"server_id" integer NOT NULL,
	"version" text NOT NULL,
	"published_at" text,
	"first_seen" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "server_versions_server_id_version_pk" PRIMARY KEY("server_id","version")
);
--> statement-breakpoint
CREATE TABLE "servers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "servers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"version" text,
	"manifest" text NOT NULL,
	"origins" text NOT NULL,
	"impostors" text NOT NULL,
	"first_seen" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"vanished_at" timestamp (3) with time zone,
	"tools_hash" text,
	"tool_count" integer NOT NULL,
	"evidence" text,
	"tools_version" text,
	"context_hash" text NOT NULL,
	"judged" text,
	CONSTRAINT "servers_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"cursor" text
);
--> statement-breakpoint
CREATE TABLE "tools" (
	"server_id" integer NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"definition_hash" text NOT NULL,
	"provenance" text,
	"first_seen" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"classification_id" integer,
	"category" text,
	"risk" text,
	CONSTRAINT "tools_server_id_slug_pk" PRIMARY KEY("server_id","slug")
);
--> statement-breakpoint
CREATE INDEX "changes_server" ON "changes" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "inspections_due" ON "inspections" USING btree ("worth","rank","due_at");--> statement-breakpoint
CREATE INDEX "manifests_server" ON "manifests" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "manifests_pending" ON "manifests" USING btree ("id") WHERE pending;--> statement-breakpoint
CREATE INDEX "tools_name" ON "tools" USING btree ("name","server_id");