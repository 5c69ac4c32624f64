package dev.colophon.account.factor;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of second factors and of their recovery codes. */
final class FactorRepository {
    private static final Statement FIND = Statement.of(
            "account.factor", "SELECT " + Factor.COLUMNS.list() + " FROM second_factors WHERE user_id = :user_id");

    /** One that was never confirmed makes way. */
    private static final Statement BEGIN =
            Statement.of("account.factor-begin", Factor.COLUMNS.insertInto("second_factors") + """
                     ON CONFLICT (user_id) DO UPDATE
                    SET secret = excluded.secret, last_step = excluded.last_step, created_at = excluded.created_at
                    WHERE second_factors.confirmed_at IS NULL
                    """);

    private static final Statement CONFIRM = Statement.of("account.factor-confirm", """
                    UPDATE second_factors SET confirmed_at = :now, last_step = :step
                    WHERE user_id = :user_id AND confirmed_at IS NULL AND secret = :secret
                    """);

    /** Of two that come with one code at a moment, one finds it used. */
    private static final Statement USE = Statement.of("account.factor-use", """
                    UPDATE second_factors SET last_step = :step, secret = :secret
                    WHERE user_id = :user_id AND confirmed_at IS NOT NULL AND last_step < :step
                    """);

    private static final Statement DELETE =
            Statement.of("account.factor-delete", "DELETE FROM second_factors WHERE user_id = :user_id");

    private static final Statement ADD_CODE = Statement.of(
            "account.recovery-code-add",
            "INSERT INTO recovery_codes (user_id, code_hash) VALUES (:user_id, :code_hash)");

    private static final Statement USE_CODE = Statement.of(
            "account.recovery-code-use",
            "DELETE FROM recovery_codes WHERE user_id = :user_id AND code_hash = :code_hash");

    private static final Statement DELETE_CODES =
            Statement.of("account.recovery-codes-delete", "DELETE FROM recovery_codes WHERE user_id = :user_id");

    private static final Statement COUNT_CODES = Statement.of(
            "account.recovery-codes-count", "SELECT COUNT(*) AS total FROM recovery_codes WHERE user_id = :user_id");

    private FactorRepository() {}

    static Optional<Factor> find(Session session, UUID reader) {
        return session.first(FIND, Factor::of, of(reader));
    }

    /** Whether there was none that is on. */
    static boolean begin(Session session, UUID reader, String sealed, Instant now) {
        return session.execute(
                        BEGIN,
                        of(reader)
                                .and("secret", sealed)
                                .and("confirmed_at", null)
                                .and("last_step", 0)
                                .and("created_at", now))
                == 1;
    }

    /** Whether it was still the one to be confirmed. */
    static boolean confirm(Session session, Factor factor, long step, Instant now) {
        return session.execute(
                        CONFIRM,
                        of(factor.userId())
                                .and("secret", factor.sealed())
                                .and("step", step)
                                .and("now", now))
                == 1;
    }

    /**
     * Whether the code of this step was not used yet.
     *
     * @param sealed the secret, which may have been sealed anew
     */
    static boolean use(Session session, UUID reader, long step, String sealed) {
        return session.execute(USE, of(reader).and("step", step).and("secret", sealed)) == 1;
    }

    /** Whether there was one. */
    static boolean delete(Session session, UUID reader) {
        session.execute(DELETE_CODES, of(reader));
        return session.execute(DELETE, of(reader)) == 1;
    }

    static void replaceCodes(Session session, UUID reader, List<String> codes) {
        session.execute(DELETE_CODES, of(reader));
        session.executeAll(
                ADD_CODE,
                codes.stream()
                        .map(code -> of(reader).and("code_hash", RecoveryCodes.hash(reader, code)))
                        .toList());
    }

    /** Whether it was one of the reader's; it is none any more. */
    static boolean useCode(Session session, UUID reader, String code) {
        return session.execute(USE_CODE, of(reader).and("code_hash", RecoveryCodes.hash(reader, code))) == 1;
    }

    static int codesLeft(Session session, UUID reader) {
        return session.first(COUNT_CODES, row -> row.integer("total"), of(reader))
                .orElseThrow();
    }

    private static Parameters of(UUID reader) {
        return Parameters.of("user_id", reader);
    }
}
