package dev.colophon.web.session;

import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Opaque places in a list. A cursor is signed together with whose it is and of which list (sort and
 * filters), so that it cannot be made, changed, handed on or used on another list.
 */
public final class Cursors {
    /** A position holds a sort key of at most 500 characters and an id; this has room for it. */
    static final int MAX_LENGTH = 3_000;

    private static final int SIGNATURE_BYTES = 32;
    private static final String BETWEEN = "\0";

    private final Signer signer;

    public Cursors(AccountSettings settings) {
        this.signer = new Signer(settings, "colophon cursor");
    }

    /**
     * @param list names the list with its sort and filters; no two lists share a name
     * @param position values of the sort columns of the last row, none holding NUL
     */
    public String seal(UUID caller, String list, List<String> position) {
        String payload = String.join(BETWEEN, position);
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(signer.sign(bound(caller, list, payload)), SIGNATURE_BYTES + text.length);
        System.arraycopy(text, 0, sealed, SIGNATURE_BYTES, text.length);
        return Base64Url.encode(sealed);
    }

    /**
     * The position, as it was sealed.
     *
     * @throws Problem of kind MALFORMED with code {@code cursor}
     */
    public List<String> open(UUID caller, String list, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw refused();
        }
        byte[] sealed = Base64Url.decode(cursor).orElseThrow(Cursors::refused);
        if (sealed.length < SIGNATURE_BYTES) {
            throw refused();
        }
        byte[] signature = Arrays.copyOf(sealed, SIGNATURE_BYTES);
        byte[] text = Arrays.copyOfRange(sealed, SIGNATURE_BYTES, sealed.length);
        String payload = Utf8.decode(text).orElseThrow(Cursors::refused);
        if (!signer.verifies(bound(caller, list, payload), signature)) {
            throw refused();
        }
        return List.of(payload.split(BETWEEN, -1));
    }

    private static String bound(UUID caller, String list, String payload) {
        return caller + BETWEEN + list.length() + BETWEEN + list + BETWEEN + payload;
    }

    private static Problem refused() {
        return Problem.malformed(
                "cursor", "cursor", "The cursor does not belong to this list; start again without it.");
    }
}
