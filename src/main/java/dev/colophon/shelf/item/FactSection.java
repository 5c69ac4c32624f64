package dev.colophon.shelf.item;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.text.Hash;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of the page that is edited and saved by itself. */
enum FactSection {
    REVIEW("review", "review_spoiler"),
    NOTE("private_note"),
    COPY("format", "ownership", "copies", "location", "lent_to", "condition", "added_on"),
    AUDIENCE("visibility");

    private static final int DIGEST_BYTES = 12;

    private final List<String> fields;

    FactSection(String... fields) {
        this.fields = List.of(fields);
    }

    static Optional<FactSection> of(Form form) {
        return Optional.ofNullable(QueryParameters.constantOrNull(form.text("part"), FactSection.class));
    }

    List<String> fields() {
        return fields;
    }

    /** Stands for what a form showed, so that it is noticed when something else is stored by now. */
    String seen(EntryFacts facts) {
        Map<String, String> all = FactFields.of(facts);
        MessageDigest digest = Hash.digest();
        for (String field : fields) {
            digest.update(all.getOrDefault(field, "").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    }
}
