package dev.colophon.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.account.audience.Audience;
import dev.colophon.json.Json;
import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a person may change about themselves; valid by construction. */
record ReaderProfile(
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String biography,
        @Nullable Audience visibility,
        @Nullable String locale,
        @Nullable String timeZone) {

    ReaderProfile {
        var errors = new ArrayList<FieldError>();
        biography = ReaderProfileRules.biography(biography, errors);
        ReaderProfileRules.email(email, errors);
        ReaderProfileRules.displayName(displayName == null ? "" : displayName, errors);
        ReaderProfileRules.locale(locale, errors);
        ReaderProfileRules.timeZone(timeZone, errors);
        if (visibility == null) {
            errors.add(new FieldError("/visibility", "required", "The visibility must be given."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    static ReaderProfile of(User user) {
        return new ReaderProfile(
                user.email(), user.displayName(), user.biography(), user.visibility(), user.locale(), user.timeZone());
    }

    /** This profile after a JSON Merge Patch. */
    ReaderProfile patched(JsonNode patch) {
        var merged = (ObjectNode) Json.readTree(Json.write(this));
        patch.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return Json.convert(merged, ReaderProfile.class);
    }
}
