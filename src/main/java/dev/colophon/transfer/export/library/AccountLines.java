package dev.colophon.transfer.export.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.colophon.database.Row;
import dev.colophon.json.RawJson;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines about what is kept of a reader beside the shelf. */
final class AccountLines {
    private AccountLines() {}

    record ImportLine(
            UUID id,
            String source,
            String status,
            boolean dryRun,
            int rows,
            RawJson counts,
            RawJson notes,
            RawJson shelves,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static ImportLine of(Row row) {
            return new ImportLine(
                    row.uuid("id"),
                    row.text("source"),
                    row.text("status"),
                    row.bool("dry_run"),
                    row.integer("row_count"),
                    new RawJson(row.text("counts")),
                    new RawJson(row.text("notes")),
                    new RawJson(row.text("shelves")),
                    row.textOrNull("error"),
                    row.instant("created_at"),
                    row.instantOrNull("finished_at"));
        }
    }

    /**
     * @param candidates books that it may mean, when it waited for an answer
     * @param answer what the reader said of it then
     * @param undo what it did to the shelf, for taking it back
     * @param row as it was in the file
     */
    record ImportRow(
            UUID importId,
            int place,
            int line,
            String outcome,
            @Nullable String reasonCode,
            @Nullable String message,
            @Nullable RawJson candidates,
            @Nullable RawJson answer,
            @Nullable RawJson undo,
            RawJson row) {

        static ImportRow of(Row row) {
            return new ImportRow(
                    row.uuid("job_id"),
                    row.integer("place"),
                    row.integer("line"),
                    row.text("outcome"),
                    row.textOrNull("reason_code"),
                    row.textOrNull("message"),
                    json(row.textOrNull("candidates")),
                    json(row.textOrNull("answer")),
                    json(row.textOrNull("undo")),
                    new RawJson(row.text("raw")));
        }

        private static @Nullable RawJson json(@Nullable String text) {
            return text == null ? null : new RawJson(text);
        }
    }

    /** That the reader gave a file. */
    record Upload(String name, long sizeBytes, Instant givenAt) {
        static Upload of(Row row) {
            return new Upload(row.text("blob_name"), row.number("size_bytes"), row.instant("given_at"));
        }
    }

    /**
     * An entry of the reader's journal.
     *
     * @param title of the book that it is about; null for a goal
     * @param rating quarter stars
     * @param comment what the reader says of it
     */
    record JournalLine(
            UUID id,
            String kind,
            @Nullable UUID entryId,
            @Nullable String title,
            @Nullable Integer rating,
            @Nullable Integer goalYear,
            @Nullable String goalMetric,
            @Nullable Integer goalTarget,
            @Nullable String comment,
            String visibility,
            Instant happenedAt) {

        static JournalLine of(Row row) {
            return new JournalLine(
                    row.uuid("id"),
                    row.text("kind"),
                    row.uuidOrNull("userbook_id"),
                    row.textOrNull("title"),
                    row.integerOrNull("rating"),
                    row.integerOrNull("goal_year"),
                    row.textOrNull("goal_metric"),
                    row.integerOrNull("goal_target"),
                    row.textOrNull("comment"),
                    row.text("visibility"),
                    row.instant("happened_at"));
        }
    }

    /** A book that the reader added to the catalogue of all. */
    record AddedBook(UUID id, String title, Instant addedAt) {
        static AddedBook of(Row row) {
            return new AddedBook(row.uuid("id"), row.text("title"), row.instant("created_at"));
        }
    }

    /** Another reader, and how the reader stands to them. */
    record OtherReader(String username, String state, Instant since) {
        static OtherReader of(Row row) {
            return new OtherReader(row.text("username"), row.text("state"), row.instant("created_at"));
        }

        /** By which a list of them is walked. */
        String key() {
            return username.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An access token that the reader made, without its secret and its hash.
     *
     * @param scopes what it is good for, with spaces between
     */
    record AccessTokenLine(
            UUID id,
            String name,
            String prefix,
            String scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static AccessTokenLine of(Row row) {
            return new AccessTokenLine(
                    row.uuid("id"),
                    row.text("name"),
                    row.text("prefix"),
                    row.text("scopes"),
                    row.instant("created_at"),
                    row.instantOrNull("expires_at"),
                    row.instantOrNull("last_used_at"));
        }
    }

    /** That the reader is, or was of late, signed in somewhere. */
    record SessionLine(UUID id, String device, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {
        static SessionLine of(Row row) {
            return new SessionLine(
                    row.uuid("id"),
                    row.text("device"),
                    row.instant("created_at"),
                    row.instant("last_seen_at"),
                    row.instant("expires_at"));
        }
    }

    /** By whom a reader signs in, and as whom they are known there. */
    record IdentityLine(
            String issuer,
            String subject,
            Instant since,
            @Nullable Instant lastUsedAt) {
        static IdentityLine of(Row row) {
            return new IdentityLine(
                    row.text("issuer"),
                    row.text("subject"),
                    row.instant("created_at"),
                    row.instantOrNull("last_used_at"));
        }
    }

    /** That signing in asks the reader for a code; neither its secret nor its codes. */
    record SecondFactorLine(UUID owner, Instant since) {
        static SecondFactorLine of(Row row) {
            return new SecondFactorLine(row.uuid("user_id"), row.instant("confirmed_at"));
        }
    }

    /** Something that was done with the account, by its reader, an admin, who is not named, or a command. */
    record AuditLine(UUID id, Instant happenedAt, String action, String by, String detail) {
        static AuditLine of(Row row) {
            return new AuditLine(
                    row.uuid("id"),
                    row.instant("happened_at"),
                    row.text("action"),
                    row.text("actor_kind"),
                    row.text("detail"));
        }
    }

    /**
     * What the reader means to read in a year.
     *
     * @param place by which a list of them is walked
     */
    record GoalLine(@JsonIgnore int place, int year, String metric, int target, Instant createdAt, Instant updatedAt) {
        static GoalLine of(Row row) {
            return new GoalLine(
                    row.integer("place"),
                    row.integer("year"),
                    row.text("metric"),
                    row.integer("target"),
                    row.instant("created_at"),
                    row.instant("updated_at"));
        }
    }

    /** That the reader shows a year by a link, whose secret nobody keeps. */
    record ShareLine(int year, Instant createdAt) {
        static ShareLine of(Row row) {
            return new ShareLine(row.integer("year"), row.instant("created_at"));
        }
    }

    /** An entry that became one with another when their books were merged, as both were before. */
    record MergedEntry(UUID id, UUID entryId, RawJson before) {
        static MergedEntry of(Row row) {
            return new MergedEntry(row.uuid("merge_id"), row.uuid("userbook_id"), new RawJson(row.text("record")));
        }
    }
}
